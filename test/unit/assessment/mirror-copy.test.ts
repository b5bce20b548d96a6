import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareCopy, type MirrorCopy, sessionOfCopy } from "../../../shared/assessment/mirror-copy.ts";
import { toAssessResponse } from "../../../shared/assessment/response.ts";
import type { Session } from "../../../shared/assessment/session.ts";
import { claim, complete, fail, reopen, submit, wasGivenUp } from "../../../shared/assessment/transitions.ts";

const T0 = 1_800_000_000_000;
const SUBMISSION = {
  userId: "learner",
  exerciseId: 3,
  levelId: 2,
  videoUrl: "s3://videos/a.mp4",
  expectedGesture: null,
  languageCode: "ASL",
  requestedModelVersion: null,
};
const sessionId = "7d5a2c52-3f6e-4d53-9c1b-1b8f6f3c0a11";

const verdict = fc.record({
  recognizedGesture: fc.string({ minLength: 1 }),
  confidence: fc.double({ min: 0, max: 1, noNaN: true }),
  score: fc.integer({ min: 0, max: 100 }),
  modelVersion: fc.string({ minLength: 1 }),
  alternatives: fc.constant([]),
  segments: fc.constant([]),
  feedback: fc.constantFrom([], [{ part: "thumb", code: "across_fingers" } as const]),
});

const queued = submit(SUBMISSION, { sessionId, tenant: "default", requestId: "r", now: T0 });
const claimed = claim(queued, T0, 1_000);
if (!claimed.ok) throw new Error("a new session can be claimed");
const failed = fail(claimed.value, { code: "processing_gave_up" }, T0 + 5_000);
const finished: fc.Arbitrary<Session> = fc.oneof(
  verdict.map((judged) => complete(claimed.value, judged, T0 + 1_500)),
  fc.constant(failed),
);

const copyOf = (session: Session, changes: Partial<MirrorCopy> = {}): MirrorCopy => ({
  sessionId: session.sessionId,
  version: session.version,
  createdAt: session.createdAt,
  updatedAt: session.updatedAt,
  assessment: toAssessResponse(session, "en"),
  ...changes,
});

describe("a copy", () => {
  test("is equal to the session that it was made from, and nothing else once a version or a result differs", () => {
    fc.assert(
      fc.property(finished, verdict, (session, other) => {
        expect(compareCopy(session, copyOf(session))).toBe("equal");
        expect(compareCopy(session, undefined)).toBe("missing");
        expect(compareCopy(session, copyOf(session, { version: session.version - 1 }))).toBe("older");
        expect(compareCopy(session, copyOf(session, { version: session.version + 1 }))).toBe("newer");
        const changed = { ...session, verdict: { ...other, score: (session.verdict?.score ?? 0) + 1 } };
        expect(compareCopy(changed, copyOf(session))).toBe("different");
      }),
    );
  });

  test("of the former service becomes a session that it is equal to", () => {
    fc.assert(
      fc.property(finished, (session) => {
        const copy = copyOf(session, { version: undefined });

        const imported = sessionOfCopy(copy, "import");

        if (!imported) throw new Error("a whole and final session can be imported");
        expect(compareCopy(imported, copy)).toBe("equal");
        expect(imported).toMatchObject({
          status: session.status,
          verdict: session.verdict,
          createdAt: T0,
          updatedAt: session.updatedAt,
        });
      }),
    );
  });

  test("stays a copy when its session is not final or something is missing", () => {
    const whole = copyOf(failed);
    const { assessment } = whole;
    const incomplete: Partial<MirrorCopy>[] = [
      { assessment: { ...assessment, status: "queued" } },
      { assessment: { ...assessment, status: "completed" } },
      { assessment: { ...assessment, metadata: { ...assessment.metadata, userId: undefined } } },
      { createdAt: undefined },
      { sessionId: "session-1" },
    ];

    expect(incomplete.map((changes) => sessionOfCopy({ ...whole, ...changes }, "r"))).toEqual(
      incomplete.map(() => undefined),
    );
  });
});

describe("a session that was given up", () => {
  test("can be opened anew, as if it had just come, and is newer than before", () => {
    const opened = reopen(failed, T0 + 60_000);

    expect(wasGivenUp(failed)).toBe(true);
    expect(opened).toEqual({
      ...queued,
      version: failed.version + 1,
      attempts: failed.attempts,
      updatedAt: T0 + 60_000,
      deadlineAt: queued.deadlineAt + 60_000,
    });
    expect(wasGivenUp(fail(queued, { code: "media_unreadable" }, T0))).toBe(false);
  });
});
