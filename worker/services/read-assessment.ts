import { toAssessResponse } from "../../shared/assessment/response.ts";
import type { AssessResponse } from "../../shared/contract/assessment.ts";
import type { Fault } from "../../shared/contract/errors.ts";
import type { Locale } from "../../shared/contract/messages.ts";
import { err, ok, type Result } from "../../shared/contract/result.ts";
import { toSessionId } from "../../shared/contract/session-id.ts";
import { guard } from "./guard.ts";
import type { Parts } from "./parts.ts";

const MIRROR_TIMEOUT_MS = 5_000;

/**
 * A session; one that only the mirror has, because the former service wrote it, as the mirror tells it. Faults:
 * session_not_found (also for what is no session id at all), service_unavailable, storage_unavailable.
 */
export async function readAssessment(
  parts: Pick<Parts, "sessions" | "mirror">,
  sessionId: string,
  locale: Locale,
): Promise<Result<AssessResponse, Fault>> {
  const id = toSessionId(sessionId);
  if (id === undefined) return err({ code: "session_not_found" });
  const found = await guard("service_unavailable", () => parts.sessions.find(id));
  if (!found.ok) return found;
  return found.value ? ok(toAssessResponse(found.value, locale)) : readMirrored(parts, id);
}

/** A session of the former service. Faults as {@link readAssessment}. */
export async function readMirrored(
  { sessions, mirror }: Pick<Parts, "sessions" | "mirror">,
  sessionId: string,
): Promise<Result<AssessResponse, Fault>> {
  if (!mirror) return err({ code: "session_not_found" });
  const deleted = await guard("service_unavailable", () => sessions.isRemovalOwed(sessionId));
  if (!deleted.ok) return deleted;
  if (deleted.value) return err({ code: "session_not_found" });
  const mirrored = await mirror.find(sessionId, AbortSignal.timeout(MIRROR_TIMEOUT_MS));
  if (!mirrored.ok) return mirrored;
  return mirrored.value ? ok(mirrored.value) : err({ code: "session_not_found" });
}
