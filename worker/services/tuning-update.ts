import { ok, type Result } from "../../shared/contract/result.ts";
import type { UpdateRequest, UpdateResponse } from "../../shared/contract/tuning-api.ts";
import type { ToldResult, TuningFault } from "../ports/tuning-sessions.ts";
import type { Parts } from "./parts.ts";
import { inSession } from "./tuning-session.ts";

/** Tells a session how good parameters were: all results or none. `updateId` makes a repetition count once. */
export async function updateModel(
  parts: Parts,
  sessionId: string,
  { results, mode }: UpdateRequest,
  updateId?: string,
): Promise<Result<UpdateResponse, TuningFault>> {
  const update = {
    results: results.map(
      ({ parameters, rating, value, suggestion_id: suggestionId }): ToldResult => ({
        parameters,
        ...(rating === undefined ? {} : { rating }),
        ...(value === undefined ? {} : { value }),
        ...(suggestionId ? { suggestionId } : {}),
      }),
    ),
    ...(mode ? { mode } : {}),
    ...(updateId ? { updateId } : {}),
  };
  const updated = await inSession(parts, sessionId, (session) => session.update(update));
  if (!updated.ok) return updated;
  const { samplesSeen, convergence, duplicates } = updated.value;
  return ok({ updated: true, samples_seen: samplesSeen, convergence_score: convergence, duplicates });
}
