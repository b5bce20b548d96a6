import type { Session } from "../../shared/assessment/session.ts";
import type { SessionStatus } from "../../shared/contract/assessment.ts";

/** Which queue an outbox row waits for: `assess` to be processed, `mirror` to be written to DynamoDB. */
export type OutboxKind = "assess" | "mirror";

/** Work that must be announced on a queue; written in one transaction with the change that calls for it. */
export interface OutboxRow {
  readonly kind: OutboxKind;
  readonly sessionId: string;
  readonly requestId: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

export interface SessionStore {
  /** Writes the session and its outbox rows in one transaction. Rejects if the id exists or the database fails. */
  insert(session: Session, outbox: readonly OutboxKind[]): Promise<void>;
  find(sessionId: string): Promise<Session | undefined>;
  /**
   * Replaces the stored session by `next` if its version is still `next.version - 1`, with the outbox rows in the same
   * transaction. Resolves to false, and writes nothing at all, if somebody else changed it first.
   */
  replace(next: Session, outbox: readonly OutboxKind[]): Promise<boolean>;
  /** Oldest rows first; `createdBefore` (exclusive, ms) leaves rows alone that are just being sent. */
  pendingOutbox(createdBefore: number, limit: number): Promise<OutboxRow[]>;
  /** Forgets an announced row. For `mirror` only rows written up to the mirrored `version` go. */
  settleOutbox(kind: OutboxKind, sessionId: string, version: number): Promise<void>;
  countByStatus(): Promise<Record<SessionStatus, number>>;
  /** Creation time (ms) of the oldest session still queued. */
  oldestQueuedAt(): Promise<number | undefined>;
  outboxBacklog(kind: OutboxKind): Promise<{ readonly rows: number; readonly oldestAt: number | undefined }>;
  /** Throws if the database does not answer. */
  ping(): Promise<void>;
}
