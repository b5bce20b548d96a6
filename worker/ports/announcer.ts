import type { Fault } from "../../shared/contract/errors.ts";
import type { Result } from "../../shared/contract/result.ts";
import type { OutboxKind } from "./sessions.ts";

/** What a message says; the consumer reads everything else from the session store. */
export interface Announcement {
  readonly sessionId: string;
  readonly requestId: string;
}

/** Tells the consumers that work is owed. Messages are hints: they may be lost, repeated or late. */
export interface Announcer {
  /** `delaySeconds`: whole seconds until delivery, 0..43200. Fault: service_unavailable. */
  announce(kind: OutboxKind, announcement: Announcement, delaySeconds?: number): Promise<Result<void, Fault>>;
  /** Announces many at once; those before a fault may have been sent. Fault: service_unavailable. */
  announceAll(kind: OutboxKind, announcements: readonly Announcement[]): Promise<Result<void, Fault>>;
}
