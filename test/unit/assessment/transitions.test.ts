import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Session, Submission, Verdict } from "../../../shared/assessment/session.ts";
import {
  type ClaimedSession,
  claim,
  complete,
  fail,
  isOpen,
  measured,
  pend,
  release,
  submit,
} from "../../../shared/assessment/transitions.ts";

const SUBMISSION: Submission = {
  userId: "learner",
  exerciseId: 1,
  levelId: 2,
  videoUrl: "s3://videos/a.mp4",
  expectedGesture: null,
  languageCode: "ASL",
  requestedModelVersion: null,
};
const VERDICT: Verdict = {
  recognizedGesture: "A",
  confidence: 0.9,
  score: 100,
  modelVersion: "m",
  alternatives: [],
  segments: [],
  feedback: [],
};
const LEASE_MS = 1000;
const SAME_EVERY_TIME = { seed: 1 };

const queued = (now = 0) => submit(SUBMISSION, { sessionId: "s", tenant: "default", requestId: "r", now });

function claimed(session: Session, now: number): ClaimedSession {
  const result = claim(session, now, LEASE_MS);
  if (!result.ok) throw new Error(result.error.reason);
  return result.value;
}

describe("a session", () => {
  test("is claimed once, and again only after its lease", () => {
    const first = claimed(queued(), 100);

    expect(claim(first, 1099, LEASE_MS)).toEqual({
      ok: false,
      error: { reason: "leased", leaseUntil: 1100 },
    });
    expect(claim(first, 1100, LEASE_MS)).toMatchObject({ ok: true, value: { attempts: 2, version: 3 } });
  });

  test("stays processing when it is given back, and may be claimed at once", () => {
    const given = release(claimed(queued(), 100), 200);

    expect(given).toMatchObject({ status: "processing", leaseUntil: null });
    expect(claim(given, 200, LEASE_MS)).toMatchObject({ ok: true, value: { attempts: 2, startedAt: 100 } });
  });

  test("is left to an asynchronous backend until it is time to ask, which is no new attempt", () => {
    const waiting = pend(measured(claimed(queued(), 100), 42), "ticket", 5000, 200);

    expect(claim(waiting, 4999, LEASE_MS).ok).toBe(false);
    expect(claim(waiting, 5000, LEASE_MS)).toMatchObject({
      ok: true,
      value: { attempts: 1, inferenceTicket: "ticket", videoSizeBytes: 42 },
    });
  });

  test("counts the time from its first claim to its end", () => {
    const second = claimed(release(claimed(queued(), 1000), 1500), 3000);

    expect(complete(second, VERDICT, 4500)).toMatchObject({ processingSeconds: 3.5, leaseUntil: null });
  });

  test("can fail before anybody worked on it", () => {
    const failed = fail(queued(), { code: "processing_gave_up" }, 10);

    expect(failed).toMatchObject({ status: "failed", processingSeconds: null, version: 2 });
  });
});

/** Two consumers with stale copies, and a store that takes a version only once, as the database does. */
class World {
  stored: Session = queued();
  readonly hands: (ClaimedSession | undefined)[] = [undefined, undefined];
  now = 0;
  readonly history: Session[] = [this.stored];

  write(next: Session): boolean {
    if (this.stored.version !== next.version - 1) return false;
    this.stored = next;
    this.history.push(next);
    return true;
  }
}

interface Step {
  readonly action: "claim" | "complete" | "fail" | "release" | "pend" | "crash";
  readonly consumer: 0 | 1;
  readonly waitMs: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  action: fc.constantFrom<Step["action"][]>("claim", "complete", "fail", "release", "pend", "crash"),
  consumer: fc.constantFrom<Step["consumer"][]>(0, 1),
  waitMs: fc.nat({ max: 1500 }),
});

function take(world: World, { action, consumer, waitMs }: Step): void {
  world.now += waitMs;
  const { now } = world;
  if (action === "claim") {
    const result = claim(world.stored, now, LEASE_MS);
    if (result.ok && world.write(result.value)) world.hands[consumer] = result.value;
    return;
  }
  const held = world.hands[consumer];
  world.hands[consumer] = undefined;
  if (!held || action === "crash") return;
  const next = {
    complete: () => complete(held, VERDICT, now),
    fail: () => fail(held, { code: "media_unreadable" }, now),
    release: () => release(held, now),
    pend: () => pend(held, "ticket", now + 500, now),
  }[action]();
  world.write(next);
}

describe("any interleaving of two consumers", () => {
  const runs = fc.array(step, { maxLength: 40 }).map((steps) => {
    const world = new World();
    for (const one of steps) take(world, one);
    return world;
  });

  test("raises the version by one with every change and never goes back in time", () => {
    fc.assert(
      fc.property(runs, ({ history }) => {
        for (const [index, session] of history.entries()) {
          expect(session.version).toBe(index + 1);
          expect(session.updatedAt).toBeGreaterThanOrEqual(history[index - 1]?.updatedAt ?? 0);
        }
      }),
      SAME_EVERY_TIME,
    );
  });

  test("changes nothing after a final state", () => {
    fc.assert(
      fc.property(runs, ({ history }) => {
        const finals = history.filter((session) => !isOpen(session));
        expect(finals.length).toBeLessThanOrEqual(1);
        if (finals[0]) expect(history.at(-1)).toBe(finals[0]);
      }),
      SAME_EVERY_TIME,
    );
  });

  test("ends with a verdict or a fault, never both and never neither", () => {
    fc.assert(
      fc.property(runs, ({ stored }) => {
        expect(stored.verdict !== null).toBe(stored.status === "completed");
        expect(stored.fault !== null).toBe(stored.status === "failed");
        expect(stored.processingSeconds !== null).toBe(!isOpen(stored));
      }),
      SAME_EVERY_TIME,
    );
  });

  test("always leaves an open session claimable in the end", () => {
    fc.assert(
      fc.property(runs, ({ stored, now }) => {
        const later = claim(stored, now + LEASE_MS, LEASE_MS);
        expect(later.ok).toBe(isOpen(stored));
      }),
      SAME_EVERY_TIME,
    );
  });
});
