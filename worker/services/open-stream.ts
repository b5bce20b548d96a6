import type { Fault } from "../../shared/contract/errors.ts";
import type { Locale } from "../../shared/contract/messages.ts";
import { err, type Result } from "../../shared/contract/result.ts";
import type { StreamQuery } from "../../shared/contract/stream.ts";
import { guard } from "./guard.ts";
import type { Parts } from "./parts.ts";

export interface StreamOrder extends StreamQuery {
  readonly locale: Locale;
  readonly requestId: string;
}

/**
 * Connects to a new stream, or to the one that is to be resumed if it is still known; the first message on the socket
 * says which. Faults: language_not_supported, service_unavailable.
 */
export async function openStream(
  { streams, models, newId }: Pick<Parts, "streams" | "models" | "newId">,
  { language, aspect, resume, guesses, locale, requestId }: StreamOrder,
): Promise<Result<Response, Fault>> {
  const languageCode = language.toUpperCase();
  if (!models.some((model) => model.languageCode === languageCode)) {
    const supported = models.map((model) => model.languageCode).join(", ");
    return err({ code: "language_not_supported", params: { supported } });
  }
  const connection = { requestId, languageCode, locale, aspect, guesses };
  return guard("service_unavailable", async () => {
    const resumed = resume && (await streams.connect(resume.toLowerCase(), connection, { resume: true }));
    const opened = resumed || (await streams.connect(newId(), connection, { resume: false }));
    if (!opened) throw new Error("a new stream was not opened");
    return opened;
  });
}
