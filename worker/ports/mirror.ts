import type { MirrorCopy } from "../../shared/assessment/mirror-copy.ts";
import type { Session } from "../../shared/assessment/session.ts";
import type { AssessResponse } from "../../shared/contract/assessment.ts";
import type { Fault } from "../../shared/contract/errors.ts";
import type { Result } from "../../shared/contract/result.ts";

export interface MirrorPage {
  readonly copies: readonly MirrorCopy[];
  /** The session to go on after; undefined at the end. */
  readonly next: string | undefined;
}

/** The copy of a session that another team's service reads. */
export interface SessionMirror {
  /**
   * Writes the session unless the mirror already holds this or a newer version (that counts as success: a late or
   * repeated write never moves a session back). Fault: storage_unavailable.
   */
  write(session: Session, signal: AbortSignal): Promise<Result<void, Fault>>;
  /** The session as the mirror tells it, also one that the former service wrote. Fault: storage_unavailable. */
  find(sessionId: string, signal: AbortSignal): Promise<Result<AssessResponse | undefined, Fault>>;
  /** The copies of at most 100 sessions; those that are not there are left out. Fault: storage_unavailable. */
  findCopies(sessionIds: readonly string[], signal: AbortSignal): Promise<Result<MirrorCopy[], Fault>>;
  /** About `limit` copies in an order of the mirror's own, from the start or after a session. Fault: storage_unavailable. */
  scan(limit: number, after: string | undefined, signal: AbortSignal): Promise<Result<MirrorPage, Fault>>;
  /**
   * Writes the session whatever the mirror holds, if that is still the version that was seen (undefined: none); false if
   * it has changed since. Fault: storage_unavailable.
   */
  overwrite(
    session: Session,
    seenVersion: number | undefined,
    signal: AbortSignal,
  ): Promise<Result<boolean, Fault>>;
  /** Removing what is not there succeeds. Fault: storage_unavailable. */
  remove(sessionId: string, signal: AbortSignal): Promise<Result<void, Fault>>;
  /** Answers whether the table is reachable with our credentials. Fault: storage_unavailable. */
  ping(signal: AbortSignal): Promise<Result<void, Fault>>;
}
