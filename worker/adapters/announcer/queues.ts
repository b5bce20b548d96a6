import type { AssessMessage, MirrorMessage } from "../../../shared/contract/queue.ts";
import { err, ok } from "../../../shared/contract/result.ts";
import type { Announcer } from "../../ports/announcer.ts";
import type { OutboxKind } from "../../ports/sessions.ts";

/** Longest batch that a queue takes (Cloudflare Queues, Limits). */
const BATCH_MESSAGES = 100;

/** Announces on Cloudflare Queues, one queue a kind. */
export const createQueueAnnouncer = (
  queues: Record<OutboxKind, Queue<AssessMessage | MirrorMessage>>,
): Announcer => ({
  async announce(kind, { sessionId, requestId }, delaySeconds = 0) {
    try {
      await queues[kind].send({ sessionId, requestId }, { contentType: "json", delaySeconds });
      return ok(undefined);
    } catch (cause) {
      return err({ code: "service_unavailable", cause: String(cause) });
    }
  },

  async announceAll(kind, announcements) {
    const messages = announcements.map(({ sessionId, requestId }) => ({
      body: { sessionId, requestId },
      contentType: "json" as const,
    }));
    try {
      for (let from = 0; from < messages.length; from += BATCH_MESSAGES)
        await queues[kind].sendBatch(messages.slice(from, from + BATCH_MESSAGES));
      return ok(undefined);
    } catch (cause) {
      return err({ code: "service_unavailable", cause: String(cause) });
    }
  },
});
