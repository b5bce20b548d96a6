import type { Breaker } from "../../shared/delivery/breaker.ts";

/** What a breaker stands in front of. */
export const BACKENDS = ["inference", "mirror"] as const;
export type Backend = (typeof BACKENDS)[number];

/** Breakers that all isolates share. Every method rejects if the database fails. */
export interface BreakerStore {
  /** Closed if nothing was ever written. */
  read(backend: Backend): Promise<Breaker>;
  /** Writes `next` if the stored version is still `next.version - 1`; false if somebody else changed it first. */
  replace(backend: Backend, next: Breaker): Promise<boolean>;
}
