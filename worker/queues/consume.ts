import type { Parts } from "../services/parts.ts";
import { consumeAssess } from "./consume-assess.ts";
import { consumeDeadLetters } from "./consume-dead-letters.ts";
import { consumeMirror } from "./consume-mirror.ts";

/**
 * Gives a batch to its consumer. Queues are told apart by the ends of their names, so that a second environment may
 * put its own name in front: `-assess`, `-mirror`, and the same with `-dead`.
 */
export function consume(parts: Parts, batch: MessageBatch): Promise<void> {
  const queue = batch.queue.replace(/-dead$/, "");
  const isAssess = queue.endsWith("-assess");
  if (batch.queue.endsWith("-dead")) return consumeDeadLetters(parts, batch, isAssess);
  if (isAssess) return consumeAssess(parts, batch);
  if (queue.endsWith("-mirror")) return consumeMirror(parts, batch);
  throw new Error(`No consumer for queue ${batch.queue}`);
}
