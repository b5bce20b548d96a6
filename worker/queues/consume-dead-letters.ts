import { AssessMessageSchema } from "../../shared/contract/queue.ts";
import { buryMessage } from "../services/bury-message.ts";
import type { Parts } from "../services/parts.ts";
import { consumeEach, type Verdict } from "./consume-each.ts";

const MAX_BODY_CHARACTERS = 4096;

/** Records what a queue gave up on; `endsSessions` for the queue whose messages ask for a session to be processed. */
export const consumeDeadLetters = (parts: Parts, batch: MessageBatch, endsSessions: boolean): Promise<void> =>
  consumeEach(parts, batch, async (message): Promise<Verdict> => {
    const parsed = AssessMessageSchema.safeParse(message.body);
    const letter = {
      queue: batch.queue,
      messageId: message.id,
      body: JSON.stringify(message.body ?? null).slice(0, MAX_BODY_CHARACTERS),
      recordedAt: parts.now(),
    };
    const named = parsed.success ? parsed.data : undefined;
    const outcome = await buryMessage(parts, letter, endsSessions ? named?.sessionId : undefined);
    return {
      outcome: outcome.state,
      ...named,
      ...(outcome.state === "leased" ? { retryAfterSeconds: outcome.afterSeconds } : {}),
    };
  });
