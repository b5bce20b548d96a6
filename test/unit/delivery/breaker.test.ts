import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ask,
  type Breaker,
  CLOSED,
  FAILURES_TO_OPEN,
  type Health,
  LONGEST_OPEN_MS,
  report,
  stateOf,
} from "../../../shared/delivery/breaker.ts";

const T0 = 1_800_000_000_000;
const PROBE_MS = 30_000;

const reported = (healths: readonly Health[], now = T0, start: Breaker = CLOSED): Breaker =>
  healths.reduce((breaker, health) => report(breaker, health, now), start);

const dead = (count: number): Health[] => Array.from({ length: count }, () => "dead");

describe("a breaker", () => {
  test("opens after so many failures in a row and no sooner", () => {
    expect(stateOf(reported(dead(FAILURES_TO_OPEN - 1)), T0)).toBe("closed");
    expect(stateOf(reported([...dead(FAILURES_TO_OPEN - 1), "alive", ...dead(1)]), T0)).toBe("closed");
    expect(stateOf(reported(dead(FAILURES_TO_OPEN)), T0)).toBe("open");
  });

  test("lets exactly one call probe when its time is over, and closes if that is answered", () => {
    const open = reported(dead(FAILURES_TO_OPEN));
    const later = (open.openUntil ?? 0) + 1;

    const first = ask(open, later, PROBE_MS);
    if (!first.passes || !first.next) throw new Error("nobody probes");
    const second = ask(first.next, later, PROBE_MS);

    expect(second).toEqual({ passes: false, retryAt: later + PROBE_MS });
    expect(stateOf(report(first.next, "alive", later), later)).toBe("closed");
  });

  test("stays open longer after each probe that fails, up to a minute", () => {
    let breaker = reported(dead(FAILURES_TO_OPEN));
    const lengths: number[] = [];
    for (let probes = 0; probes < 6; probes++) {
      const now = breaker.openUntil ?? 0;
      breaker = report(breaker, "dead", now);
      lengths.push((breaker.openUntil ?? 0) - now);
    }

    expect(lengths).toEqual([10_000, 20_000, 40_000, 60_000, 60_000, 60_000]);
    expect(breaker.openings).toBe(1);
  });

  test("gives the probe to another when who had it does not come back, or never reached the backend", () => {
    const open = reported(dead(FAILURES_TO_OPEN));
    const now = open.openUntil ?? 0;
    const probed = ask(open, now, PROBE_MS);
    if (!probed.passes || !probed.next) throw new Error("nobody probes");

    expect(ask(probed.next, now + PROBE_MS, PROBE_MS).passes).toBe(true);
    expect(ask(report(probed.next, "unknown", now), now, PROBE_MS).passes).toBe(true);
  });

  test("is not prolonged by calls from before it opened", () => {
    const open = reported(dead(FAILURES_TO_OPEN));

    expect(report(open, "dead", T0 + 1)).toBe(open);
  });

  const healths = fc.constantFrom<Health>("alive", "dead", "unknown");
  const step = fc.record({
    kind: fc.constantFrom("ask", "report"),
    health: healths,
    ms: fc.integer({ min: -600_000, max: 600_000 }),
  });

  test("never refuses for longer than a minute or a probe, whatever happens and however the clock jumps", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let [breaker, now] = [CLOSED, T0];
        for (const { kind, health, ms } of steps) {
          now += ms;
          const before = breaker;
          const answer = ask(breaker, now, PROBE_MS);
          if (!answer.passes) {
            expect(answer.retryAt).toBeGreaterThan(now);
            expect(answer.retryAt - now).toBeLessThanOrEqual(Math.max(LONGEST_OPEN_MS, PROBE_MS));
          }
          breaker =
            kind === "report" ? report(breaker, health, now) : (answer.passes && answer.next) || breaker;
          expect(breaker === before || breaker.version === before.version + 1).toBe(true);
        }
      }),
    );
  });

  test("closes with any sign of life, whatever came before", () => {
    fc.assert(
      fc.property(fc.array(healths, { maxLength: 40 }), (history) => {
        const breaker = report(reported(history), "alive", T0);

        expect([stateOf(breaker, T0), breaker.failures]).toEqual(["closed", 0]);
        expect(ask(breaker, T0, PROBE_MS)).toEqual({ passes: true });
      }),
    );
  });
});
