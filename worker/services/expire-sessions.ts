import { fail, isOpen } from "../../shared/assessment/transitions.ts";
import type { Parts } from "./parts.ts";
import { settleSession } from "./settle-session.ts";

const SESSIONS_PER_SWEEP = 100;

/**
 * Ends sessions that are past their deadline, so that nobody waits for ever; those that somebody works on are left to
 * whoever does. Says how many. Rejects if the session store does not answer.
 */
export async function expireSessions(parts: Parts): Promise<number> {
  const expired = await parts.sessions.listExpired(parts.now(), SESSIONS_PER_SWEEP);
  const ended = await Promise.all(
    expired
      .filter(isOpen)
      .map((session) => settleSession(parts, fail(session, { code: "assessment_expired" }, parts.now()))),
  );
  return ended.filter(Boolean).length;
}
