import { z } from "zod";
import type { AuditLog, AuditRecord } from "../../ports/audit-log.ts";

const RowSchema = z.object({
  entry_id: z.int(),
  at: z.int(),
  actor: z.string(),
  action: z.string(),
  target: z.string(),
  status: z.int().nullable(),
  request_id: z.string(),
});

export const createD1AuditLog = (db: D1Database): AuditLog => ({
  async begin({ at, actor, action, target, requestId }) {
    const { meta } = await db
      .prepare("INSERT INTO audit_log (at, actor, action, target, request_id) VALUES (?, ?, ?, ?, ?)")
      .bind(at, actor, action, target, requestId)
      .run();
    return meta.last_row_id;
  },

  async end(entryId, status) {
    await db
      .prepare("UPDATE audit_log SET status = ? WHERE entry_id = ? AND status IS NULL")
      .bind(status, entryId)
      .run();
  },

  async list(limit, before = Number.MAX_SAFE_INTEGER) {
    const { results } = await db
      .prepare("SELECT * FROM audit_log WHERE entry_id < ? ORDER BY entry_id DESC LIMIT ?")
      .bind(before, limit)
      .all();
    return results.map(fromRow);
  },
});

function fromRow(row: unknown): AuditRecord {
  const { entry_id, at, actor, action, target, status, request_id } = RowSchema.parse(row);
  return { entryId: entry_id, at, actor, action, target, status, requestId: request_id };
}
