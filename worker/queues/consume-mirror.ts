import { MirrorMessageSchema } from "../../shared/contract/queue.ts";
import { backoffSeconds } from "../services/backoff.ts";
import { mirrorSession } from "../services/mirror-session.ts";
import type { Parts } from "../services/parts.ts";
import { consumeEach, type Verdict } from "./consume-each.ts";
import { keepUnreadable } from "./keep-unreadable.ts";

/** Writes the sessions that messages name to the mirror. */
export const consumeMirror = (parts: Parts, batch: MessageBatch): Promise<void> =>
  consumeEach(parts, batch, async (message): Promise<Verdict> => {
    const parsed = MirrorMessageSchema.safeParse(message.body);
    if (!parsed.success) return keepUnreadable(parts, batch.queue, message);
    const { sessionId, requestId } = parsed.data;
    const mirrored = await mirrorSession(parts, parsed.data);
    if (mirrored.ok) return { outcome: mirrored.value, sessionId, requestId };
    const retryAfterSeconds = backoffSeconds(message.attempts, parts.random());
    return { outcome: "retry", sessionId, requestId, fault: mirrored.error, retryAfterSeconds };
  });
