import { z } from "zod";
import { DeadLetterReasonSchema } from "../../../shared/contract/dead-letters.ts";
import type { DeadLetter, DeadLetterStore } from "../../ports/dead-letters.ts";

const COLUMNS =
  "message_id, queue, reason, body, session_id, request_id, recorded_at, replayed_at, discarded_at";

const RowSchema = z.object({
  message_id: z.string(),
  queue: z.string(),
  reason: DeadLetterReasonSchema,
  body: z.string(),
  session_id: z.string().nullable(),
  request_id: z.string().nullable(),
  recorded_at: z.int(),
  replayed_at: z.int().nullable(),
  discarded_at: z.int().nullable(),
});

function fromRow(row: unknown): DeadLetter {
  const data = RowSchema.parse(row);
  return {
    messageId: data.message_id,
    queue: data.queue,
    reason: data.reason,
    body: data.body,
    sessionId: data.session_id,
    requestId: data.request_id,
    recordedAt: data.recorded_at,
    replayedAt: data.replayed_at,
    discardedAt: data.discarded_at,
  };
}

export const createD1DeadLetterStore = (db: D1Database): DeadLetterStore => ({
  async record({ messageId, queue, reason, body, sessionId, requestId, recordedAt }) {
    await db
      .prepare(
        `INSERT OR IGNORE INTO dead_letters (message_id, queue, reason, body, session_id, request_id, recorded_at)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
      )
      .bind(messageId, queue, reason, body, sessionId, requestId, recordedAt)
      .run();
  },

  async find(messageId) {
    const row = await db
      .prepare(`SELECT ${COLUMNS} FROM dead_letters WHERE message_id = ?`)
      .bind(messageId)
      .first();
    return row ? fromRow(row) : undefined;
  },

  async list(limit, after) {
    const where = after ? "WHERE (recorded_at, message_id) < (?, ?)" : "";
    const { results } = await db
      .prepare(
        `SELECT ${COLUMNS} FROM dead_letters ${where} ORDER BY recorded_at DESC, message_id DESC LIMIT ?`,
      )
      .bind(...(after ? [after.recordedAt, after.messageId] : []), limit)
      .all();
    return results.map(fromRow);
  },

  async markReplayed(messageId, at) {
    await db
      .prepare("UPDATE dead_letters SET replayed_at = ? WHERE message_id = ? AND replayed_at IS NULL")
      .bind(at, messageId)
      .run();
  },

  async discard(messageId, at) {
    await db
      .prepare(
        "UPDATE dead_letters SET discarded_at = ?, body = '' WHERE message_id = ? AND discarded_at IS NULL",
      )
      .bind(at, messageId)
      .run();
  },

  async count() {
    const row = await db
      .prepare(
        `SELECT COUNT(*) AS total, COUNT(*) FILTER (WHERE replayed_at IS NULL AND discarded_at IS NULL) AS waiting
         FROM dead_letters`,
      )
      .first<{ total: number; waiting: number }>();
    return { all: row?.total ?? 0, waiting: row?.waiting ?? 0 };
  },
});
