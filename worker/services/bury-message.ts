/** What happens to a message that a queue gave up on. */
import { fail, isLeased, isOpen } from "../../shared/assessment/transitions.ts";
import type { DeadLetter } from "../ports/sessions.ts";
import { announce, mirrorKinds } from "./announce.ts";
import type { Parts } from "./parts.ts";
import { tellWatchers } from "./tell-watchers.ts";

export type BurialOutcome =
  | { readonly state: "recorded" | "failed_session" }
  /** Somebody still works on the session: look again after this time. */
  | { readonly state: "leased"; readonly afterSeconds: number };

/**
 * Records the letter and, if it asked for a session to be processed, ends that session as failed. Rejects if the
 * session store does not answer.
 */
export async function buryMessage(
  parts: Parts,
  letter: DeadLetter,
  sessionToFail: string | undefined,
): Promise<BurialOutcome> {
  const { sessions } = parts;
  await sessions.recordDeadLetter(letter);
  const session = sessionToFail === undefined ? undefined : await sessions.find(sessionToFail);
  if (!session || !isOpen(session)) return { state: "recorded" };
  const now = parts.now();
  if (session.leaseUntil !== null && isLeased(session, now))
    return { state: "leased", afterSeconds: Math.ceil((session.leaseUntil - now) / 1000) };
  const kinds = mirrorKinds(parts);
  const failed = fail(session, { code: "processing_gave_up" }, now);
  if (!(await sessions.replace(failed, kinds))) return { state: "leased", afterSeconds: 1 };
  await Promise.all([
    sessions.settleOutbox("assess", failed.sessionId, failed.version),
    announce(parts, kinds, failed),
    tellWatchers(parts, failed),
  ]);
  return { state: "failed_session" };
}
