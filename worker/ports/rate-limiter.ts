import type { Grant, Limit } from "../../shared/access/token-bucket.ts";

/** Counts requests of one sender over all isolates. */
export interface RateLimiter {
  /** `subject` names the sender, `now` is milliseconds since 1970. Rejects if the counter cannot be reached. */
  take(subject: string, limit: Limit, now: number): Promise<Grant>;
}
