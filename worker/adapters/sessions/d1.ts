import type { Session } from "../../../shared/assessment/session.ts";
import type { SessionStatus } from "../../../shared/contract/assessment.ts";
import {
  FIRST_ANNOUNCEMENT_MS,
  type OutboxKind,
  type OutboxRow,
  type SessionStore,
} from "../../ports/sessions.ts";
import { COLUMNS, fromRow, toColumns } from "./session-row.ts";

const INSERT_SESSION = `INSERT INTO sessions (${COLUMNS.join(", ")}) VALUES (${COLUMNS.map(() => "?").join(", ")})`;

const IMPORT_SESSION = `INSERT INTO sessions (${COLUMNS.join(", ")}) SELECT ${COLUMNS.map(() => "?").join(", ")}
  WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE session_id = ?) ON CONFLICT (session_id) DO NOTHING`;

const REPLACE_SESSION = `UPDATE sessions SET ${COLUMNS.map((column) => `${column} = ?`).join(", ")}
  WHERE session_id = ? AND version = ?`;

/** Follows INSERT_SESSION or REPLACE_SESSION in one batch: nothing is owed unless that statement changed its row. */
const OWE_WORK = `INSERT INTO outbox (kind, session_id, version, request_id, created_at, due_at)
  SELECT ?, ?, ?, ?, ?, ? WHERE changes() = 1
  ON CONFLICT (kind, session_id) DO UPDATE SET version = excluded.version, request_id = excluded.request_id,
    due_at = excluded.due_at, announcements = 0`;

/** A row that is there keeps its age; no version is newer than a removal. */
const OWE_REMOVAL = `INSERT INTO outbox (kind, session_id, version, request_id, created_at, due_at)
  VALUES (?, ?, ${Number.MAX_SAFE_INTEGER}, ?, ?, ?)
  ON CONFLICT (kind, session_id) DO UPDATE SET version = excluded.version, request_id = excluded.request_id,
    due_at = excluded.due_at, announcements = 0`;

/** Takes a JSON array of postponements. */
const POSTPONE = `UPDATE outbox SET due_at = postponed.due_at, announcements = announcements + 1
  FROM (SELECT value ->> 'kind' AS kind, value ->> 'sessionId' AS session_id, value ->> 'dueAt' AS due_at
    FROM json_each(?)) AS postponed
  WHERE outbox.kind = postponed.kind AND outbox.session_id = postponed.session_id`;

interface OutboxColumns {
  readonly kind: OutboxKind;
  readonly session_id: string;
  readonly request_id: string;
  readonly created_at: number;
  readonly announcements: number;
  readonly status: SessionStatus | null;
  readonly lease_until: number | null;
}

async function idsOf(query: D1PreparedStatement, ...values: string[]): Promise<Set<string>> {
  const { results } = await query.bind(...values).all<{ session_id: string }>();
  return new Set(results.map(({ session_id }) => session_id));
}

export function createD1SessionStore(db: D1Database): SessionStore {
  const oweWork = (session: Session, kinds: readonly OutboxKind[]): D1PreparedStatement[] =>
    kinds.map((kind) =>
      db
        .prepare(OWE_WORK)
        .bind(
          kind,
          session.sessionId,
          session.version,
          session.requestId,
          session.updatedAt,
          session.updatedAt + FIRST_ANNOUNCEMENT_MS,
        ),
    );
  const count = async (sql: string): Promise<number> => (await db.prepare(sql).first<number>("count")) ?? 0;

  return {
    async insert(session, outbox) {
      await db.batch([db.prepare(INSERT_SESSION).bind(...toColumns(session)), ...oweWork(session, outbox)]);
    },

    async find(sessionId) {
      const row = await db
        .prepare(`SELECT ${COLUMNS.join(", ")} FROM sessions WHERE session_id = ?`)
        .bind(sessionId)
        .first();
      return row ? fromRow(row) : undefined;
    },

    async list({ tenant, userId, status }, limit, after) {
      const conditions = [
        ...(tenant === undefined ? [] : [{ sql: "tenant = ?", values: [tenant] }]),
        ...(userId === undefined ? [] : [{ sql: "user_id = ?", values: [userId] }]),
        ...(status === undefined ? [] : [{ sql: "status = ?", values: [status] }]),
        ...(after
          ? [{ sql: "(created_at, session_id) < (?, ?)", values: [after.createdAt, after.sessionId] }]
          : []),
      ];
      const where = conditions.length > 0 ? `WHERE ${conditions.map(({ sql }) => sql).join(" AND ")}` : "";
      const { results } = await db
        .prepare(
          `SELECT ${COLUMNS.join(", ")} FROM sessions ${where} ORDER BY created_at DESC, session_id DESC LIMIT ?`,
        )
        .bind(...conditions.flatMap(({ values }) => values), limit)
        .all();
      return results.map(fromRow);
    },

    async remove({ sessionId, requestId }, outbox, now) {
      await db.batch([
        db.prepare("DELETE FROM sessions WHERE session_id = ?").bind(sessionId),
        db.prepare("DELETE FROM outbox WHERE session_id = ? AND kind = 'assess'").bind(sessionId),
        ...outbox.map((kind) =>
          db.prepare(OWE_REMOVAL).bind(kind, sessionId, requestId, now, now + FIRST_ANNOUNCEMENT_MS),
        ),
      ]);
    },

    async isRemovalOwed(sessionId) {
      const owed = await db
        .prepare(
          `SELECT 1 AS owed FROM outbox WHERE kind = 'mirror' AND session_id = ?1
           AND NOT EXISTS (SELECT 1 FROM sessions WHERE session_id = ?1)`,
        )
        .bind(sessionId)
        .first();
      return owed !== null;
    },

    whichExist: (sessionIds) =>
      idsOf(
        db.prepare("SELECT session_id FROM sessions WHERE session_id IN (SELECT value FROM json_each(?))"),
        JSON.stringify(sessionIds),
      ),

    whichAreOwed: (kind, sessionIds) =>
      idsOf(
        db.prepare(
          "SELECT session_id FROM outbox WHERE kind = ? AND session_id IN (SELECT value FROM json_each(?))",
        ),
        kind,
        JSON.stringify(sessionIds),
      ),

    async importFormer(session) {
      const imported = await db
        .prepare(IMPORT_SESSION)
        .bind(...toColumns(session), session.sessionId)
        .run();
      return imported.meta.changes === 1;
    },

    async countByVideo(videoUrl) {
      const row = await db
        .prepare("SELECT COUNT(*) AS count FROM sessions WHERE video_url = ?")
        .bind(videoUrl)
        .first<{ count: number }>();
      return row?.count ?? 0;
    },

    async replace(next, outbox) {
      const replaceSession = db
        .prepare(REPLACE_SESSION)
        .bind(...toColumns(next), next.sessionId, next.version - 1);
      const [replaced] = await db.batch([replaceSession, ...oweWork(next, outbox)]);
      return replaced?.meta.changes === 1;
    },

    async pendingOutbox(kind, now, limit) {
      const { results } = await db
        .prepare(
          `SELECT kind, outbox.session_id, outbox.request_id, outbox.created_at, announcements, status, lease_until
           FROM outbox LEFT JOIN sessions USING (session_id) WHERE kind = ? AND due_at <= ? ORDER BY due_at LIMIT ?`,
        )
        .bind(kind, now, limit)
        .all<OutboxColumns>();
      return results.map(
        (row): OutboxRow => ({
          kind: row.kind,
          sessionId: row.session_id,
          requestId: row.request_id,
          createdAt: row.created_at,
          announcements: row.announcements,
          session: row.status === null ? undefined : { status: row.status, leaseUntil: row.lease_until },
        }),
      );
    },

    async postponeOutbox(postponements) {
      await db.prepare(POSTPONE).bind(JSON.stringify(postponements)).run();
    },

    async hastenOutbox(kind, now) {
      await db.prepare("UPDATE outbox SET due_at = ?1 WHERE kind = ?2 AND due_at > ?1").bind(now, kind).run();
    },

    async settleOutbox(kind, sessionId, version) {
      const upToVersion = kind === "mirror" ? version : Number.MAX_SAFE_INTEGER;
      await db
        .prepare("DELETE FROM outbox WHERE kind = ? AND session_id = ? AND version <= ?")
        .bind(kind, sessionId, upToVersion)
        .run();
    },

    async listExpired(now, limit) {
      const { results } = await db
        .prepare(
          `SELECT ${COLUMNS.join(", ")} FROM sessions WHERE status IN ('queued', 'processing')
           AND deadline_at <= ?1 AND (lease_until IS NULL OR lease_until <= ?1) ORDER BY deadline_at LIMIT ?2`,
        )
        .bind(now, limit)
        .all();
      return results.map(fromRow);
    },

    async countByStatus() {
      const { results } = await db
        .prepare("SELECT status, COUNT(*) AS count FROM sessions GROUP BY status")
        .all<{ status: SessionStatus; count: number }>();
      const counts: Record<SessionStatus, number> = { queued: 0, processing: 0, completed: 0, failed: 0 };
      for (const { status, count } of results) counts[status] = count;
      return counts;
    },

    countRetries: () => count("SELECT COALESCE(SUM(MAX(attempts - 1, 0)), 0) AS count FROM sessions"),

    async processingTotals() {
      const row = await db
        .prepare(
          "SELECT COUNT(processing_seconds) AS sessions, TOTAL(processing_seconds) AS seconds FROM sessions",
        )
        .first<{ sessions: number; seconds: number }>();
      return row ?? { sessions: 0, seconds: 0 };
    },

    async oldestQueuedAt() {
      const oldest = await db
        .prepare("SELECT MIN(created_at) AS oldest FROM sessions WHERE status = 'queued'")
        .first<number>("oldest");
      return oldest ?? undefined;
    },

    async outboxBacklog(kind) {
      const row = await db
        .prepare("SELECT COUNT(*) AS backlog, MIN(created_at) AS oldest FROM outbox WHERE kind = ?")
        .bind(kind)
        .first<{ backlog: number; oldest: number | null }>();
      return { rows: row?.backlog ?? 0, oldestAt: row?.oldest ?? undefined };
    },

    async ping() {
      await db.prepare("SELECT 1").run();
    },
  };
}
