import type { Session } from "../../shared/assessment/session.ts";
import type { SessionStatus } from "../../shared/contract/assessment.ts";
import type { ListPosition } from "../../shared/contract/list-cursor.ts";

/**
 * Which queue an outbox row waits for: `assess` to be processed, `mirror` for its copy in DynamoDB to be made as the
 * session is, which for a deleted session means to be removed.
 */
export type OutboxKind = "assess" | "mirror";

/**
 * Work that is owed, announced on a queue; written in one transaction with the change that calls for it and kept until
 * the work is done, so that a lost message is sent again. There is one row per kind and session.
 */
export interface OutboxRow {
  readonly kind: OutboxKind;
  readonly sessionId: string;
  readonly requestId: string;
  /** Milliseconds since 1970. Of the oldest change that the row stands for. */
  readonly createdAt: number;
  /** How often a sweep has announced it again since the newest change. */
  readonly announcements: number;
  /** Of the session as it is now; undefined if it was deleted. */
  readonly session: Pick<Session, "status" | "leaseUntil"> | undefined;
}

/** When a row may be announced again. */
export interface Postponement extends Pick<OutboxRow, "kind" | "sessionId"> {
  /** Milliseconds since 1970. */
  readonly dueAt: number;
}

/** Which sessions a list asks for. */
export interface SessionFilter {
  readonly tenant?: string | undefined;
  readonly userId?: string | undefined;
  readonly status?: SessionStatus | undefined;
}

/** From when on a sweep may announce a row again if its work is still owed: this long after the change. */
export const FIRST_ANNOUNCEMENT_MS = 30_000;

/** Every method rejects if the database fails; reading and counting change nothing. */
export interface SessionStore {
  /**
   * Writes the session and its outbox rows in one transaction, the rows due {@link FIRST_ANNOUNCEMENT_MS} after
   * `session.updatedAt`. Rejects if the id exists.
   */
  insert(session: Session, outbox: readonly OutboxKind[]): Promise<void>;
  find(sessionId: string): Promise<Session | undefined>;
  /** At most `limit` sessions, newest first, those of one moment by descending id; from the start, or after a position. */
  list(filter: SessionFilter, limit: number, after?: ListPosition): Promise<Session[]>;
  /**
   * Deletes the session, if it is there, and what is owed for it; with `outbox`, its copy in the mirror is owed its
   * removal, due {@link FIRST_ANNOUNCEMENT_MS} after `now` (ms).
   */
  remove(
    session: Pick<Session, "sessionId" | "requestId">,
    outbox: readonly OutboxKind[],
    now: number,
  ): Promise<void>;
  /** Whether the session was deleted and its copy in the mirror is still to be removed. */
  isRemovalOwed(sessionId: string): Promise<boolean>;
  /** Which of at most 100 sessions are stored. */
  whichExist(sessionIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** For which of at most 100 sessions, stored or deleted, work of the kind is owed. */
  whichAreOwed(kind: OutboxKind, sessionIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** Stores a session of the former service, unless it is there or its removal is owed; says whether it did. */
  importFormer(session: Session): Promise<boolean>;
  /** How many sessions are about a video (`s3://bucket/key`). */
  countByVideo(videoUrl: string): Promise<number>;
  /**
   * Replaces the stored session by `next` if its version is still `next.version - 1`, with the outbox rows in the same
   * transaction. Resolves to false, and writes nothing at all, if somebody else changed it first. A row that is already
   * there keeps its `createdAt`, takes the new version and request id, and starts over as in `insert`.
   */
  replace(next: Session, outbox: readonly OutboxKind[]): Promise<boolean>;
  /** Rows of the kind due at or before `now` (ms), those due longest first. */
  pendingOutbox(kind: OutboxKind, now: number, limit: number): Promise<OutboxRow[]>;
  /** Notes that the rows were announced once more, and when they are due again. Rows that are gone stay gone. */
  postponeOutbox(postponements: readonly Postponement[]): Promise<void>;
  /** Makes all rows of the kind due by `now` (ms). */
  hastenOutbox(kind: OutboxKind, now: number): Promise<void>;
  /** Forgets a row whose work is done. For `mirror` only a row written up to the mirrored `version` goes. */
  settleOutbox(kind: OutboxKind, sessionId: string, version: number): Promise<void>;
  /** At most `limit` open sessions whose deadline is at or before `now` (ms) and that nobody holds a lease on. */
  listExpired(now: number, limit: number): Promise<Session[]>;
  countByStatus(): Promise<Record<SessionStatus, number>>;
  /** Claims beyond the first one of a session, over all sessions. */
  countRetries(): Promise<number>;
  /** How many sessions have ended after being worked on, and the seconds that took in all. */
  processingTotals(): Promise<{ readonly sessions: number; readonly seconds: number }>;
  /** Creation time (ms) of the oldest session still queued. */
  oldestQueuedAt(): Promise<number | undefined>;
  outboxBacklog(kind: OutboxKind): Promise<{ readonly rows: number; readonly oldestAt: number | undefined }>;
  /** Throws if the database does not answer. */
  ping(): Promise<void>;
}
