/** What happens to a message that a queue gave up on. */
import { fail, isLeased, isOpen } from "../../shared/assessment/transitions.ts";
import type { NewDeadLetter } from "../ports/dead-letters.ts";
import type { Parts } from "./parts.ts";
import { settleSession } from "./settle-session.ts";

export type BurialOutcome =
  | { readonly state: "recorded" | "failed_session" }
  /** Somebody still works on the session: look again after this time. */
  | { readonly state: "leased"; readonly afterSeconds: number };

/**
 * Records the letter and, if it asked for a session to be processed (`endsSession`), ends that session as failed. Rejects
 * if the database does not answer.
 */
export async function buryMessage(
  parts: Parts,
  letter: NewDeadLetter,
  endsSession: boolean,
): Promise<BurialOutcome> {
  await parts.deadLetters.record(letter);
  const session =
    endsSession && letter.sessionId !== null ? await parts.sessions.find(letter.sessionId) : undefined;
  if (!session || !isOpen(session)) return { state: "recorded" };
  const now = parts.now();
  if (session.leaseUntil !== null && isLeased(session, now))
    return { state: "leased", afterSeconds: Math.ceil((session.leaseUntil - now) / 1000) };
  const isEnded = await settleSession(parts, fail(session, { code: "processing_gave_up" }, now));
  return isEnded ? { state: "failed_session" } : { state: "leased", afterSeconds: 1 };
}
