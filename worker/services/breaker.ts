/** Spares a backend that does not answer: who wants to call it asks leave first and reports how it went. */

import type { Fault } from "../../shared/contract/errors.ts";
import { err, ok, type Result } from "../../shared/contract/result.ts";
import { ask, type Breaker, type Health, report, stateOf } from "../../shared/delivery/breaker.ts";
import type { Backend } from "../ports/breakers.ts";
import type { OutboxKind } from "../ports/sessions.ts";
import { guard } from "./guard.ts";
import type { Parts } from "./parts.ts";

type Needed = Pick<Parts, "breakers" | "sessions" | "log" | "now">;

/** Leave to call a backend once. */
export interface Leave {
  /** Has to be said whatever came of it; never rejects. */
  report(health: Health): Promise<void>;
}

/** When somebody else writes first, the breaker is read again, so often at most. */
const TRIES = 5;
const RETRY_MS = 1_000;

/** Which work waits for which backend. */
const WAITING_WORK: Record<Backend, OutboxKind> = { inference: "assess", mirror: "mirror" };

export const UNGUARDED: Leave = { report: async () => {} };

/** How a backend fares, as its answer tells; nothing is known of one that was not given all that it was to work on. */
export function healthOf(answer: Result<unknown, Fault>): Health {
  if (answer.ok) return "alive";
  const { code, isUnanswered = false } = answer.error;
  if (isUnanswered || code === "inference_unavailable") return "dead";
  return code === "internal" || code === "storage_unavailable" ? "unknown" : "alive";
}

/**
 * Leave to call the backend, or when to ask again. A probe is waited for at most `probeMs`. Never rejects: without its
 * database the breaker knows nothing, and holds nobody up.
 */
export async function askLeave(
  parts: Needed,
  backend: Backend,
  probeMs: number,
): Promise<Result<Leave, { readonly retryAt: number }>> {
  const asked = await guard("service_unavailable", async () => {
    for (let tries = 0; tries < TRIES; tries++) {
      const answer = ask(await parts.breakers.read(backend), parts.now(), probeMs);
      if (!answer.passes) return err({ retryAt: answer.retryAt });
      if (!answer.next) return ok(leaveFor(parts, backend, false));
      if (await parts.breakers.replace(backend, answer.next)) return ok(leaveFor(parts, backend, true));
    }
    return err({ retryAt: parts.now() + RETRY_MS });
  });
  if (asked.ok) return asked.value;
  logFailure(parts, backend, asked.error);
  return ok(UNGUARDED);
}

/** Leave for a call that is made however the backend fares, to find out. */
export const leaveToProbe = (parts: Needed, backend: Backend): Leave => leaveFor(parts, backend, false);

const leaveFor = (parts: Needed, backend: Backend, isProbe: boolean): Leave => ({
  async report(health) {
    if (health === "unknown" && !isProbe) return;
    const reported = await guard("service_unavailable", () => note(parts, backend, health));
    if (!reported.ok) logFailure(parts, backend, reported.error);
  },
});

async function note(parts: Needed, backend: Backend, health: Health): Promise<void> {
  const { breakers, sessions, now } = parts;
  for (let tries = 0; tries < TRIES; tries++) {
    const before = await breakers.read(backend);
    const after = report(before, health, now());
    if (after === before) return;
    if (!(await breakers.replace(backend, after))) continue;
    logChange(parts, backend, before, after);
    // What waited need not wait any longer.
    if (before.openUntil !== null && after.openUntil === null)
      await sessions.hastenOutbox(WAITING_WORK[backend], now());
    return;
  }
}

function logChange({ log, now }: Needed, backend: Backend, before: Breaker, after: Breaker): void {
  const state = stateOf(after, now());
  if (before.openUntil === after.openUntil) return;
  log(state === "closed" ? "info" : "warn", "breaker", { backend, state, failures: after.failures });
}

const logFailure = ({ log }: Needed, backend: Backend, { cause }: Fault): void =>
  log("warn", "breaker out of reach", { backend, cause });
