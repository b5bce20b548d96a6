import type { AssessMessage, MirrorMessage } from "../../../shared/contract/queue.ts";
import { err, ok } from "../../../shared/contract/result.ts";
import type { Announcer } from "../../ports/announcer.ts";
import type { OutboxKind } from "../../ports/sessions.ts";

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
});
