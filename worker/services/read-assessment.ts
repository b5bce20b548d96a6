import type { Session } from "../../shared/assessment/session.ts";
import type { Fault } from "../../shared/contract/errors.ts";
import { err, ok, type Result } from "../../shared/contract/result.ts";
import { guard } from "./guard.ts";
import type { Parts } from "./parts.ts";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Faults: session_not_found (also for what is no session id at all), service_unavailable. */
export async function readAssessment(
  { sessions }: Pick<Parts, "sessions">,
  sessionId: string,
): Promise<Result<Session, Fault>> {
  if (!UUID.test(sessionId)) return err({ code: "session_not_found" });
  const found = await guard("service_unavailable", () => sessions.find(sessionId.toLowerCase()));
  if (!found.ok) return found;
  return found.value ? ok(found.value) : err({ code: "session_not_found" });
}
