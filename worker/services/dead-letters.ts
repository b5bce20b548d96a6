/** Letters that queues gave up on: reading them, having one delivered again, and putting one aside. */
import { isOpen, reopen, wasGivenUp } from "../../shared/assessment/transitions.ts";
import {
  type DeadLetterListQuery,
  formatLetterCursor,
  parseLetterCursor,
} from "../../shared/contract/dead-letters.ts";
import type { Fault } from "../../shared/contract/errors.ts";
import { AssessMessageSchema } from "../../shared/contract/queue.ts";
import { err, ok, type Result } from "../../shared/contract/result.ts";
import type { DeadLetter } from "../ports/dead-letters.ts";
import type { OutboxKind } from "../ports/sessions.ts";
import { announce, mirrorKinds } from "./announce.ts";
import { guard } from "./guard.ts";
import type { Parts } from "./parts.ts";
import { tellWatchers } from "./tell-watchers.ts";

export interface LetterPage {
  readonly letters: readonly DeadLetter[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

/** One page of dead letters, newest first. Fault: service_unavailable. */
export async function listDeadLetters(
  { deadLetters }: Pick<Parts, "deadLetters">,
  { limit, cursor }: DeadLetterListQuery,
): Promise<Result<LetterPage, Fault>> {
  const after = cursor === undefined ? undefined : parseLetterCursor(cursor);
  // One more than asked for tells whether there is a next page.
  const found = await guard("service_unavailable", () => deadLetters.list(limit + 1, after));
  if (!found.ok) return found;
  const page = found.value.slice(0, limit);
  const last = page.at(-1);
  return ok({
    letters: page,
    nextCursor: last && found.value.length > limit ? formatLetterCursor(last) : null,
  });
}

/**
 * Has the work of a letter done again: a session that was given up is opened anew, and the work is announced. A letter
 * that was replayed before is left as it is; one that could not be read is replayed if it can be by now. Faults:
 * dead_letter_not_found, dead_letter_not_replayable, unreadable_message, service_unavailable; after the last of them the
 * same call completes what was begun.
 */
export async function replayDeadLetter(parts: Parts, messageId: string): Promise<Result<DeadLetter, Fault>> {
  const replayed = await guard("service_unavailable", async (): Promise<Result<DeadLetter, Fault>> => {
    const letter = await parts.deadLetters.find(messageId);
    if (!letter) return err({ code: "dead_letter_not_found" });
    if (letter.replayedAt !== null) return ok(letter);
    if (letter.discardedAt !== null) return err({ code: "dead_letter_not_replayable" });
    const sessionId = letter.sessionId ?? sessionIn(letter.body);
    if (sessionId === undefined) return err({ code: "unreadable_message" });
    if (!(await oweAgain(parts, letter.queue, sessionId))) return err({ code: "dead_letter_not_replayable" });
    await parts.deadLetters.markReplayed(messageId, parts.now());
    return ok((await parts.deadLetters.find(messageId)) ?? letter);
  });
  return replayed.ok ? replayed.value : replayed;
}

/** Puts a letter aside for good and erases its body. Faults: dead_letter_not_found, service_unavailable. */
export async function discardDeadLetter(
  { deadLetters, now }: Pick<Parts, "deadLetters" | "now">,
  messageId: string,
): Promise<Result<void, Fault>> {
  const discarded = await guard("service_unavailable", async (): Promise<Result<void, Fault>> => {
    if (!(await deadLetters.find(messageId))) return err({ code: "dead_letter_not_found" });
    await deadLetters.discard(messageId, now());
    return ok(undefined);
  });
  return discarded.ok ? discarded.value : discarded;
}

/** The session that the body of a message names; undefined while it cannot be read. */
function sessionIn(body: string): string | undefined {
  try {
    return AssessMessageSchema.parse(JSON.parse(body)).sessionId;
  } catch {
    return undefined;
  }
}

/** Opens and announces what the letter of the queue was about; false if there is no such session. */
async function oweAgain(parts: Parts, queue: string, sessionId: string): Promise<boolean> {
  const session = await parts.sessions.find(sessionId);
  if (!session) return false;
  const isToBeProcessed = queue.endsWith("-assess") && (isOpen(session) || wasGivenUp(session));
  const kinds: readonly OutboxKind[] = [
    ...(isToBeProcessed ? ["assess" as const] : []),
    ...mirrorKinds(parts),
  ];
  if (isToBeProcessed && !isOpen(session)) {
    const opened = reopen(session, parts.now());
    // If somebody else was faster, the session is open too.
    if (await parts.sessions.replace(opened, kinds)) await tellWatchers(parts, opened);
  }
  await announce(parts, kinds, session);
  return true;
}
