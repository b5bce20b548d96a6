import type { Session } from "../../shared/assessment/session.ts";
import type { AssessResponse } from "../../shared/contract/assessment.ts";
import type { Fault } from "../../shared/contract/errors.ts";
import type { Result } from "../../shared/contract/result.ts";

/** The copy of a session that another team's service reads. */
export interface SessionMirror {
  /**
   * Writes the session unless the mirror already holds this or a newer version (that counts as success: a late or
   * repeated write never moves a session back). Fault: storage_unavailable.
   */
  write(session: Session, signal: AbortSignal): Promise<Result<void, Fault>>;
  /** The session as the mirror tells it, also one that the former service wrote. Fault: storage_unavailable. */
  find(sessionId: string, signal: AbortSignal): Promise<Result<AssessResponse | undefined, Fault>>;
  /** Removing what is not there succeeds. Fault: storage_unavailable. */
  remove(sessionId: string, signal: AbortSignal): Promise<Result<void, Fault>>;
  /** Answers whether the table is reachable with our credentials. Fault: storage_unavailable. */
  ping(signal: AbortSignal): Promise<Result<void, Fault>>;
}
