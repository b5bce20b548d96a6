import { AssessMessageSchema } from "../../shared/contract/queue.ts";
import { buryMessage } from "../services/bury-message.ts";
import type { Parts } from "../services/parts.ts";
import { consumeEach, type Verdict } from "./consume-each.ts";
import { keepUnreadable } from "./keep-unreadable.ts";
import { letterOf } from "./letter-of.ts";

/** Records what a queue gave up on; `endsSessions` for the queue whose messages ask for a session to be processed. */
export const consumeDeadLetters = (parts: Parts, batch: MessageBatch, endsSessions: boolean): Promise<void> =>
  consumeEach(parts, batch, async (message): Promise<Verdict> => {
    const parsed = AssessMessageSchema.safeParse(message.body);
    if (!parsed.success) return keepUnreadable(parts, batch.queue, message);
    const letter = letterOf(batch.queue, message, "retries_exhausted", parsed.data, parts.now());
    const outcome = await buryMessage(parts, letter, endsSessions);
    return {
      outcome: outcome.state,
      ...parsed.data,
      ...(outcome.state === "leased" ? { retryAfterSeconds: outcome.afterSeconds } : {}),
    };
  });
