import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Session } from "../../shared/assessment/session.ts";
import { submit } from "../../shared/assessment/transitions.ts";
import { createD1SessionStore } from "../../worker/adapters/sessions/d1.ts";
import { FIRST_ANNOUNCEMENT_MS, type SessionStore } from "../../worker/ports/sessions.ts";
import { type Cloudflare, startCloudflare } from "./cloudflare.ts";

const T0 = 1_800_000_000_000;
let count = 0;

const SUBMISSION = {
  userId: "learner",
  exerciseId: 3,
  levelId: 2,
  videoUrl: "s3://videos/a.mp4",
  expectedGesture: null,
  languageCode: "ASL",
  requestedModelVersion: null,
};

const newSession = (changes: Partial<Session> = {}): Session => ({
  ...submit(SUBMISSION, {
    sessionId: `00000000-0000-4000-8000-${String(++count).padStart(12, "0")}`,
    tenant: "default",
    requestId: "request-1",
    now: T0,
  }),
  ...changes,
});

describe("session store: D1", () => {
  let cloudflare: Cloudflare;
  let store: SessionStore;

  beforeAll(async () => {
    cloudflare = await startCloudflare();
    store = createD1SessionStore(cloudflare.db);
  });
  afterAll(() => cloudflare.close());

  const owedFor = async (sessionId: string, now = T0 + FIRST_ANNOUNCEMENT_MS) =>
    [
      ...(await store.pendingOutbox("assess", now, 1000)),
      ...(await store.pendingOutbox("mirror", now, 1000)),
    ].filter((row) => row.sessionId === sessionId);

  test("keeps every field of a session", async () => {
    const session = newSession({
      status: "completed",
      leaseUntil: T0 + 5,
      attempts: 2,
      inferenceTicket: "ticket",
      videoSizeBytes: 12,
      processingSeconds: 1.5,
      startedAt: T0 + 1,
      submission: { ...SUBMISSION, expectedGesture: "S", requestedModelVersion: "asl-letters-1.0.0" },
      verdict: {
        recognizedGesture: "A",
        confidence: 0.91,
        score: 100,
        modelVersion: "asl-letters-1.0.0",
        alternatives: [{ label: "A", confidence: 0.91 }],
        segments: [{ label: "A", confidence: 0.91, startSeconds: 0, endSeconds: 1 }],
        feedback: [{ part: "thumb", code: "across_fingers" }],
      },
    });
    await store.insert(session, []);

    expect(await store.find(session.sessionId)).toEqual(session);
  });

  test("keeps why a session failed, and finds no session that is not there", async () => {
    const failed = newSession({
      status: "failed",
      fault: { code: "media_too_large", params: { limit: "50 MB" } },
    });
    await store.insert(failed, []);

    expect((await store.find(failed.sessionId))?.fault).toEqual(failed.fault);
    expect(await store.find("nobody")).toBeUndefined();
  });

  test("refuses an id that exists and then owes nothing for it", async () => {
    const session = newSession();
    await store.insert(session, []);

    await expect(store.insert(session, ["assess"])).rejects.toThrow();

    expect(await owedFor(session.sessionId)).toEqual([]);
  });

  test("replaces only the version that the change was made from, outbox included", async () => {
    const session = newSession();
    await store.insert(session, ["assess", "mirror"]);
    const winner: Session = {
      ...session,
      version: 2,
      status: "processing",
      requestId: "winner",
      updatedAt: T0 + 10,
    };
    const loser: Session = {
      ...session,
      version: 2,
      status: "failed",
      requestId: "loser",
      updatedAt: T0 + 20,
    };

    const outcomes = [
      await store.replace(winner, ["mirror"]),
      await store.replace(loser, ["assess", "mirror"]),
    ];

    expect(outcomes).toEqual([true, false]);
    expect((await store.find(session.sessionId))?.requestId).toBe("winner");
    const rows = await owedFor(session.sessionId, T0 + 1_000_000);
    expect(rows.map(({ kind, requestId, createdAt }) => ({ kind, requestId, createdAt }))).toEqual([
      { kind: "assess", requestId: "request-1", createdAt: T0 },
      { kind: "mirror", requestId: "winner", createdAt: T0 },
    ]);
  });

  test("lets exactly one of many simultaneous changes win", async () => {
    const session = newSession();
    await store.insert(session, []);

    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        store.replace({ ...session, version: 2, attempts: index }, ["mirror"]),
      ),
    );

    expect(outcomes.filter(Boolean)).toHaveLength(1);
  });

  test("announces owed work when it is due, again when it is postponed, and never after it is settled", async () => {
    const session = newSession();
    await store.insert(session, ["assess"]);

    expect(await owedFor(session.sessionId, T0 + FIRST_ANNOUNCEMENT_MS - 1)).toEqual([]);
    const [row] = await owedFor(session.sessionId);
    expect(row).toEqual({
      kind: "assess",
      sessionId: session.sessionId,
      requestId: "request-1",
      createdAt: T0,
      announcements: 0,
      session: { status: "queued", leaseUntil: null },
    });
    await store.postponeOutbox([{ kind: "assess", sessionId: session.sessionId, dueAt: T0 + 90_000 }]);
    expect(await owedFor(session.sessionId)).toEqual([]);
    expect(await owedFor(session.sessionId, T0 + 90_000)).toMatchObject([{ announcements: 1 }]);
    await store.hastenOutbox("assess", T0 + 100);
    expect(await owedFor(session.sessionId, T0 + 100)).toHaveLength(1);
    await store.settleOutbox("assess", session.sessionId, 1);
    expect(await owedFor(session.sessionId, T0 + 90_000)).toEqual([]);
  });

  test("keeps a mirror row that is newer than what was mirrored", async () => {
    const session = newSession();
    await store.insert(session, ["mirror"]);
    await store.replace({ ...session, version: 2 }, ["mirror"]);

    await store.settleOutbox("mirror", session.sessionId, 1);
    const afterOld = await owedFor(session.sessionId);
    await store.settleOutbox("mirror", session.sessionId, 2);

    expect([afterOld.length, (await owedFor(session.sessionId)).length]).toEqual([1, 0]);
  });

  test("lists each session once, newest first, however the pages are cut", async () => {
    const submission = { ...SUBMISSION, userId: "lister" };
    const sessions = [5, 3, 3, 3, 9, 1, 9].map((age, index) =>
      newSession({ submission, createdAt: T0 - age, status: index % 2 ? "failed" : "queued" }),
    );
    for (const session of sessions) await store.insert(session, []);
    const newestFirst = sessions.toSorted(
      (a, b) => b.createdAt - a.createdAt || (a.sessionId < b.sessionId ? 1 : -1),
    );

    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 7, maxLength: 7 }),
        async (cuts) => {
          const listed: Session[] = [];
          for (const limit of cuts)
            listed.push(...(await store.list({ userId: "lister" }, limit, listed.at(-1))));
          expect(listed).toEqual(newestFirst);
        },
      ),
      { numRuns: 10 },
    );
    expect(await store.list({ userId: "lister", status: "failed" }, 10)).toEqual(
      newestFirst.filter(({ status }) => status === "failed"),
    );
    expect((await store.list({}, 3)).length).toBe(3);
  });

  test("owes the mirror the removal of a deleted session, and nothing else", async () => {
    const videoUrl = "s3://videos/shared.mp4";
    const session = newSession({ submission: { ...SUBMISSION, videoUrl } });
    await store.insert(session, ["assess", "mirror"]);
    expect([await store.countByVideo(videoUrl), await store.isRemovalOwed(session.sessionId)]).toEqual([
      1,
      false,
    ]);

    await store.remove(session, ["mirror"], T0 + 10);
    await store.settleOutbox("mirror", session.sessionId, session.version);

    expect(await store.find(session.sessionId)).toBeUndefined();
    expect(await store.replace({ ...session, version: 2 }, ["mirror"])).toBe(false);
    expect((await owedFor(session.sessionId, T0 + 1_000_000)).map(({ kind }) => kind)).toEqual(["mirror"]);
    expect([await store.countByVideo(videoUrl), await store.isRemovalOwed(session.sessionId)]).toEqual([
      0,
      true,
    ]);
    await store.settleOutbox("mirror", session.sessionId, Number.MAX_SAFE_INTEGER);
    expect(await store.isRemovalOwed(session.sessionId)).toBe(false);
  });

  test("counts sessions and retries", async () => {
    const before = { counts: await store.countByStatus(), retries: await store.countRetries() };
    const processed = await store.processingTotals();
    await store.insert(newSession({ attempts: 3, createdAt: T0 - 500 }), ["mirror"]);
    await store.insert(newSession({ status: "completed", processingSeconds: 2.5 }), []);

    expect((await store.countByStatus()).queued).toBe(before.counts.queued + 1);
    expect(await store.countRetries()).toBe(before.retries + 2);
    expect(await store.processingTotals()).toEqual({
      sessions: processed.sessions + 1,
      seconds: processed.seconds + 2.5,
    });
    expect(await store.oldestQueuedAt()).toBe(T0 - 500);
    expect((await store.outboxBacklog("mirror")).rows).toBeGreaterThan(0);
    await expect(store.ping()).resolves.toBeUndefined();
  });
});
