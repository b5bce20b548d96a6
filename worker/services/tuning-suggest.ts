import type { Locale } from "../../shared/contract/messages.ts";
import { ok, type Result } from "../../shared/contract/result.ts";
import type { SuggestResponse } from "../../shared/contract/tuning-api.ts";
import type { TuningFault } from "../ports/tuning-sessions.ts";
import type { Parts } from "./parts.ts";
import { explain } from "./tuning-explain.ts";
import { inSession } from "./tuning-session.ts";

/** Leases `count` suggestions. With `locale` it also says in that language why they were made. */
export async function suggestParameters(
  parts: Parts,
  sessionId: string,
  request: { readonly mode: string; readonly count: number },
  locale?: Locale,
): Promise<Result<SuggestResponse, TuningFault>> {
  const suggested = await inSession(parts, sessionId, (session) => session.suggest(request));
  if (!suggested.ok) return suggested;
  const { suggestions } = suggested.value;
  const explanations = (language: Locale) =>
    suggestions.map(({ mean, sd, why }) => ({ mean, sd, why: explain(why, language), reason: { ...why } }));
  return ok({
    suggestions: suggestions.map(({ parameters }) => parameters),
    suggestion_ids: suggestions.map(({ suggestionId }) => suggestionId),
    ...(locale ? { explanations: explanations(locale) } : {}),
  });
}
