import { AssessMessageSchema } from "../../shared/contract/queue.ts";
import type { Parts } from "../services/parts.ts";
import { processAssessment } from "../services/process-assessment.ts";
import { consumeEach, type Verdict } from "./consume-each.ts";
import { keepUnreadable } from "./keep-unreadable.ts";

/** Processes the sessions that messages name, side by side. */
export const consumeAssess = (parts: Parts, batch: MessageBatch): Promise<void> =>
  consumeEach(parts, batch, async (message): Promise<Verdict> => {
    const parsed = AssessMessageSchema.safeParse(message.body);
    if (!parsed.success) return keepUnreadable(parts, batch.queue, message);
    const outcome = await processAssessment(parts, parsed.data, message.attempts);
    const again = outcome.state === "leased" || outcome.state === "retry";
    return {
      outcome: outcome.state,
      sessionId: parsed.data.sessionId,
      requestId: parsed.data.requestId,
      ...("fault" in outcome && outcome.fault ? { fault: outcome.fault } : {}),
      ...(again ? { retryAfterSeconds: outcome.afterSeconds } : {}),
    };
  });
