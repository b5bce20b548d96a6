import { createExecutionContext, createMessageBatch, getQueueResult } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { Announcement } from "../../worker/ports/announcer.ts";
import { consume } from "../../worker/queues/consume.ts";
import type { Parts } from "../../worker/services/parts.ts";

/** Those of Cloudflare have 32 characters. */
const LONGEST_ID = 120;

/** Delivers messages and says for each what became of it. */
export async function deliver(parts: Parts, queue: string, bodies: readonly unknown[], attempts = 1) {
  const messages = bodies.map((body, index) => ({
    id: `${queue}-${index}-${JSON.stringify(body)}`.slice(0, LONGEST_ID),
    timestamp: new Date(0),
    attempts,
    body,
  }));
  const batch = createMessageBatch(queue, messages);
  const delays: (number | undefined)[] = [];
  for (const message of batch.messages) {
    const retry = message.retry.bind(message);
    message.retry = (options) => {
      delays.push(options?.delaySeconds);
      retry(options);
    };
  }
  await consume(parts, batch);
  const result = await getQueueResult(batch, createExecutionContext());
  return { acked: result.explicitAcks.length, retried: result.retryMessages.length, delays };
}

/** What is still owed for a session. */
export const outboxOf = async ({ sessionId }: Announcement): Promise<string[]> => {
  const { results } = await env.DB.prepare("SELECT kind FROM outbox WHERE session_id = ? ORDER BY kind")
    .bind(sessionId)
    .all<{ kind: string }>();
  return results.map(({ kind }) => kind);
};
