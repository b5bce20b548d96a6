/** What the consumers have in common: each message stands for itself, and leaves one line in the log. */
import type { Fault } from "../../shared/contract/errors.ts";
import { backoffSeconds } from "../services/backoff.ts";
import { describe } from "../services/guard.ts";
import type { Parts } from "../services/parts.ts";

/** What became of a message. Without `retryAfterSeconds` it is done with. */
export interface Verdict {
  readonly outcome: string;
  readonly sessionId?: string;
  readonly requestId?: string;
  readonly fault?: Fault;
  readonly retryAfterSeconds?: number;
}

/** Longest delay that a queue takes (Cloudflare Queues, Limits). */
const LONGEST_DELAY_SECONDS = 12 * 60 * 60;

/** Handles all messages side by side. A handler that rejects has its message delivered again later. */
export async function consumeEach(
  parts: Parts,
  batch: MessageBatch,
  handle: (message: Message) => Promise<Verdict>,
): Promise<void> {
  await Promise.all(
    batch.messages.map(async (message) => {
      const startedAt = parts.now();
      const verdict = await handle(message).catch(
        (cause: unknown): Verdict => ({
          outcome: "error",
          fault: { code: "internal", cause: describe(cause) },
          retryAfterSeconds: backoffSeconds(message.attempts, parts.random()),
        }),
      );
      const { retryAfterSeconds: delay } = verdict;
      if (delay === undefined) message.ack();
      else message.retry({ delaySeconds: Math.min(LONGEST_DELAY_SECONDS, Math.max(0, Math.ceil(delay))) });
      logVerdict(parts, batch.queue, message, verdict, parts.now() - startedAt);
    }),
  );
}

function logVerdict(
  { log }: Parts,
  queue: string,
  message: Message,
  { outcome, sessionId, requestId, fault, retryAfterSeconds }: Verdict,
  durationMs: number,
): void {
  log(outcome === "error" ? "error" : fault ? "warn" : "info", "message", {
    queue,
    message_id: message.id,
    delivery: message.attempts,
    outcome,
    duration_ms: durationMs,
    session_id: sessionId,
    request_id: requestId,
    code: fault?.code,
    cause: fault?.cause,
    retry_after_s: retryAfterSeconds,
  });
}
