import { AssessMessageSchema } from "../../shared/contract/queue.ts";
import { buryMessage } from "../services/bury-message.ts";
import type { Parts } from "../services/parts.ts";
import { consumeEach, type Verdict } from "./consume-each.ts";

const MAX_BODY_CHARACTERS = 4096;

/** Records what a queue gave up on; `endsSessions` for the queue whose messages ask for a session to be processed. */
export const consumeDeadLetters = (parts: Parts, batch: MessageBatch, endsSessions: boolean): Promise<void> =>
  consumeEach(parts, batch, async (message): Promise<Verdict> => {
    const parsed = AssessMessageSchema.safeParse(message.body);
    const named = parsed.success ? parsed.data : undefined;
    const letter = {
      queue: batch.queue.replace(/-dead$/, ""),
      messageId: message.id,
      sessionId: named?.sessionId ?? null,
      requestId: named?.requestId ?? null,
      body: JSON.stringify(message.body ?? null).slice(0, MAX_BODY_CHARACTERS),
      recordedAt: parts.now(),
    };
    const outcome = await buryMessage(parts, letter, endsSessions);
    return {
      outcome: outcome.state,
      ...named,
      ...(outcome.state === "leased" ? { retryAfterSeconds: outcome.afterSeconds } : {}),
    };
  });
