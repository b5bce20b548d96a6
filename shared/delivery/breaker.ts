/**
 * A circuit breaker as pure functions (M. Nygard, Release It!, chapter "Stability Patterns"): closed -> open after several
 * failures in a row -> half open when its time is over, when one call may probe -> closed or open again, for longer.
 */

export interface Breaker {
  /** 0 before the first change, and one more with every change; the store lets the first writer of a version win. */
  readonly version: number;
  /** Failures since the last success. */
  readonly failures: number;
  /** Times are milliseconds since 1970. Null while closed. */
  readonly openUntil: number | null;
  /** Until when the one who probes is waited for. */
  readonly probeUntil: number | null;
  /** How often it has opened after having been closed, in all. */
  readonly openings: number;
}

/** `alive`: it answered, if only to refuse. `dead`: it did not. `unknown`: it was not reached for another reason. */
export type Health = "alive" | "dead" | "unknown";

export type Answer =
  /** Call. `next`, if any, has to be written first: this call is the probe. */
  | { readonly passes: true; readonly next?: Breaker }
  /** Do not call before this time. */
  | { readonly passes: false; readonly retryAt: number };

export type BreakerState = "closed" | "open" | "half_open";

export const FAILURES_TO_OPEN = 5;
const SHORTEST_OPEN_MS = 5_000;
export const LONGEST_OPEN_MS = 60_000;

export const CLOSED: Breaker = { version: 0, failures: 0, openUntil: null, probeUntil: null, openings: 0 };

export function stateOf({ openUntil }: Breaker, now: number): BreakerState {
  if (openUntil === null) return "closed";
  return isAhead(openUntil, now, LONGEST_OPEN_MS) ? "open" : "half_open";
}

/** Whether a call may be made now. Who probes is waited for at most `probeMs`. */
export function ask(breaker: Breaker, now: number, probeMs: number): Answer {
  const { openUntil, probeUntil } = breaker;
  if (openUntil === null) return { passes: true };
  if (isAhead(openUntil, now, LONGEST_OPEN_MS)) return { passes: false, retryAt: openUntil };
  if (probeUntil !== null && isAhead(probeUntil, now, probeMs)) return { passes: false, retryAt: probeUntil };
  return { passes: true, next: changed(breaker, { probeUntil: now + probeMs }) };
}

/** The breaker after a call that it let pass; the same object if nothing changes. */
export function report(breaker: Breaker, health: Health, now: number): Breaker {
  const { failures, openUntil, probeUntil, openings } = breaker;
  if (health === "unknown") return probeUntil === null ? breaker : changed(breaker, { probeUntil: null });
  if (health === "alive") {
    const isCalm = failures === 0 && openUntil === null;
    return isCalm ? breaker : changed(breaker, { failures: 0, openUntil: null, probeUntil: null });
  }
  // A call from before it opened says nothing new.
  if (stateOf(breaker, now) === "open") return breaker;
  const failed = { failures: failures + 1, probeUntil: null };
  if (failed.failures < FAILURES_TO_OPEN) return changed(breaker, failed);
  const openMs = Math.min(LONGEST_OPEN_MS, SHORTEST_OPEN_MS * 2 ** (failed.failures - FAILURES_TO_OPEN));
  return changed(breaker, {
    ...failed,
    openUntil: now + openMs,
    openings: openings + (openUntil === null ? 1 : 0),
  });
}

/** A time further ahead than it could have been set was set by a clock that has stepped back since. */
const isAhead = (time: number, now: number, mostMs: number): boolean => time > now && time - now <= mostMs;

const changed = (breaker: Breaker, changes: Partial<Breaker>): Breaker => ({
  ...breaker,
  ...changes,
  version: breaker.version + 1,
});
