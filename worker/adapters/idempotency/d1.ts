import { z } from "zod";
import type { IdempotencyStore } from "../../ports/idempotency.ts";

/** Takes the key if nobody has it, or if who has it let its lease pass without an answer. */
const TAKE_KEY = `INSERT INTO idempotency_keys (scope, key, fingerprint, started_at, lease_until)
  VALUES (?1, ?2, ?3, ?4, ?5)
  ON CONFLICT (scope, key) DO UPDATE SET lease_until = excluded.lease_until
  WHERE answer IS NULL AND fingerprint = excluded.fingerprint AND lease_until <= ?4`;

const RowSchema = z.object({
  fingerprint: z.string(),
  answer: z
    .string()
    .transform((text) => JSON.parse(text) as unknown)
    .pipe(z.object({ status: z.int(), headers: z.record(z.string(), z.string()), body: z.string() }))
    .nullable(),
});

export const createD1IdempotencyStore = (db: D1Database): IdempotencyStore => ({
  async begin({ scope, key, fingerprint }, now, leaseUntil) {
    const [taken, read] = await db.batch([
      db.prepare(TAKE_KEY).bind(scope, key, fingerprint, now, leaseUntil),
      db
        .prepare("SELECT fingerprint, answer FROM idempotency_keys WHERE scope = ? AND key = ?")
        .bind(scope, key),
    ]);
    if (taken?.meta.changes === 1) return { state: "new" };
    const row = RowSchema.parse(read?.results[0]);
    if (row.fingerprint !== fingerprint) return { state: "reused" };
    return row.answer ? { state: "answered", answer: row.answer } : { state: "running" };
  },

  async keep({ scope, key }, answer) {
    await db
      .prepare("UPDATE idempotency_keys SET answer = ? WHERE scope = ? AND key = ?")
      .bind(JSON.stringify(answer), scope, key)
      .run();
  },

  async free({ scope, key }) {
    await db
      .prepare("DELETE FROM idempotency_keys WHERE scope = ? AND key = ? AND answer IS NULL")
      .bind(scope, key)
      .run();
  },

  async forgetBefore(startedAt) {
    await db.prepare("DELETE FROM idempotency_keys WHERE started_at < ?").bind(startedAt).run();
  },
});
