import type { Fault } from "../../shared/contract/errors.ts";
import type { Result } from "../../shared/contract/result.ts";

/** Wakes those who wait for a session to change. What changed they read from the session store. */
export interface AssessmentFeed {
  /** Rejects if the feed is unreachable; those who watch then find out by their next heartbeat. */
  publish(sessionId: string): Promise<void>;
  /**
   * Some bytes, of no meaning, whenever the session may have changed, and every 15 s at the latest. It ends only if it
   * breaks or is cancelled. Fault: too_many_watchers. Rejects if the feed is unreachable.
   */
  watch(sessionId: string): Promise<Result<ReadableStream<Uint8Array>, Fault>>;
}
