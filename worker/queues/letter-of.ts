import type { DeadLetterReason } from "../../shared/contract/dead-letters.ts";
import type { AssessMessage } from "../../shared/contract/queue.ts";
import { LETTER_BODY_CHARACTERS, type NewDeadLetter } from "../ports/dead-letters.ts";

/** The letter that a message becomes; `named` is what could be read of it. `recordedAt`: milliseconds since 1970. */
export const letterOf = (
  queue: string,
  { id, body }: Pick<Message, "id" | "body">,
  reason: DeadLetterReason,
  named: AssessMessage | undefined,
  recordedAt: number,
): NewDeadLetter => ({
  queue: queue.replace(/-dead$/, ""),
  messageId: id,
  reason,
  sessionId: named?.sessionId ?? null,
  requestId: named?.requestId ?? null,
  body: textOf(body).slice(0, LETTER_BODY_CHARACTERS),
  recordedAt,
});

/** A message may hold what JSON cannot write, as a BigInt or an object within itself. */
function textOf(body: unknown): string {
  try {
    return JSON.stringify(body) ?? "null";
  } catch {
    return JSON.stringify(Object.prototype.toString.call(body));
  }
}
