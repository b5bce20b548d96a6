import type { Parts } from "../services/parts.ts";
import type { Verdict } from "./consume-each.ts";
import { letterOf } from "./letter-of.ts";

/**
 * Keeps a message that this version cannot read as a dead letter at once, since trying again would not help. The log says
 * nothing of what is in it. Rejects if the database does not answer, so that the message comes again.
 */
export async function keepUnreadable(parts: Parts, queue: string, message: Message): Promise<Verdict> {
  const reason = "unreadable_message";
  await parts.deadLetters.record(letterOf(queue, message, reason, undefined, parts.now()));
  return { outcome: "unreadable", fault: { code: reason } };
}
