import type { Fault } from "../../shared/contract/errors.ts";
import type { Locale } from "../../shared/contract/messages.ts";
import type { Result } from "../../shared/contract/result.ts";
import type { StreamQuery } from "../../shared/contract/stream.ts";
import { chooseModel } from "../../shared/signs/choose-model.ts";
import { guard } from "./guard.ts";
import type { Parts } from "./parts.ts";

export interface StreamOrder extends StreamQuery {
  readonly locale: Locale;
  readonly requestId: string;
}

/**
 * Connects to a new stream, or to the one that is to be resumed if it is still known; the first message on the socket
 * says which. Streams are read by the models of this build: a configured version that only the backend has does not count.
 * Faults: language_not_supported, model_version_not_supported, service_unavailable.
 */
export async function openStream(
  {
    streams,
    models,
    settings,
    tenant,
    newId,
  }: Pick<Parts, "streams" | "models" | "settings" | "tenant" | "newId">,
  { language, model_version, aspect, resume, guesses, locale, requestId }: StreamOrder,
): Promise<Result<Response, Fault>> {
  const languageCode = language.toUpperCase();
  const configured = settings.activeModels[languageCode];
  const version = model_version ?? models.find((model) => model.version === configured)?.version;
  const chosen = chooseModel(models, { languageCode, version });
  if (!chosen.ok) return chosen;
  const modelVersion = chosen.value.version;
  const connection = { requestId, languageCode, modelVersion, locale, aspect, guesses };
  return guard("service_unavailable", async () => {
    const resumed =
      resume && (await streams.connect(resume.toLowerCase(), connection, { tenant, resume: true }));
    const opened = resumed || (await streams.connect(newId(), connection, { tenant, resume: false }));
    if (!opened) throw new Error("a new stream was not opened");
    return opened;
  });
}
