import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Session } from "../../shared/assessment/session.ts";
import { claim, complete, submit } from "../../shared/assessment/transitions.ts";
import type { ReconcilePage } from "../../shared/contract/reconcile.ts";
import { callDynamoDb } from "../../worker/adapters/mirror/call-dynamodb.ts";
import { createDynamoDbMirror } from "../../worker/adapters/mirror/dynamodb.ts";
import type { SessionMirror } from "../../worker/ports/mirror.ts";
import { reconcileMirror } from "../../worker/services/reconcile-mirror.ts";
import { type DrillStorage, startStorage } from "./drill-storage.ts";

const T0 = Date.UTC(2026, 0, 2, 3, 4, 5);
const SIGNAL = AbortSignal.timeout(60_000);
const idOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;

function finished(number: number, userId = "learner"): Session {
  const submission = {
    userId,
    exerciseId: 1,
    levelId: 1,
    videoUrl: "s3://videos/a.mp4",
    expectedGesture: null,
    languageCode: "ASL",
    requestedModelVersion: null,
  };
  const opened = submit(submission, {
    sessionId: idOf(number),
    tenant: "default",
    requestId: "r",
    now: T0 + number,
  });
  const claimed = claim(opened, T0 + number, 1000);
  if (!claimed.ok) throw new Error("a new session can be claimed");
  const verdict = {
    recognizedGesture: "A",
    confidence: 0.9,
    score: 100,
    modelVersion: "m",
    alternatives: [],
    segments: [],
    feedback: [],
  };
  return complete(claimed.value, verdict, T0 + number + 500);
}

describe("reconciling the mirror", () => {
  let storage: DrillStorage;
  let mirror: SessionMirror;
  beforeAll(async () => {
    storage = await startStorage("sqlite");
    mirror = createDynamoDbMirror(storage.aws, storage.table);
  });
  afterAll(() => storage.close());

  /** All pages, as the command reads them. */
  async function reconcile(repair: boolean): Promise<Omit<ReconcilePage, "nextCursor">> {
    const total = {
      compared: 0,
      equal: 0,
      pending: 0,
      kept: 0,
      differences: [] as ReconcilePage["differences"],
    };
    let cursor: string | undefined;
    do {
      const request = { repair, ...(cursor === undefined ? {} : { cursor }) };
      const page = await reconcileMirror({ sessions: storage.sessions, mirror }, request, "reconcile");
      if (!page.ok) throw new Error(page.error.code);
      for (const name of ["compared", "equal", "pending", "kept"] as const) total[name] += page.value[name];
      total.differences.push(...page.value.differences);
      cursor = page.value.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return total;
  }

  const putItem = async (sessionId: string, fields: Record<string, unknown>): Promise<void> => {
    const Item = { sessionId: { S: sessionId }, ...fields };
    await callDynamoDb(storage.aws, "PutItem", { TableName: storage.table, Item }, SIGNAL);
  };
  const formerItem = (status: string) => ({
    userId: { S: "old-learner" },
    exerciseId: { N: "7" },
    levelId: { N: "2" },
    status: { S: status },
    createdAt: { S: "2025-03-04T05:06:07.123456" },
    updatedAt: { S: "2025-03-04T05:06:09" },
    reviewedBy: { S: "user-service" },
    result: {
      M: {
        recognizedGesture: { S: "B" },
        confidence: { N: "0.81" },
        score: { N: "90" },
        processingTime: { N: "1.5" },
        modelVersion: { S: "tf-3" },
        metadata: { M: { frames: { N: "30" } } },
      },
    },
  });

  test("finds every kind of difference, repairs it, and then finds none", async () => {
    for (let number = 1; number <= 120; number++) {
      await storage.sessions.insert(finished(number), []);
      await mirror.write(finished(number), SIGNAL);
    }
    // Lost, outdated, changed by another hand, and ahead of a database that was set back.
    await mirror.remove(idOf(1), SIGNAL);
    await mirror.overwrite({ ...finished(2), version: 2, status: "processing", verdict: null }, 3, SIGNAL);
    await mirror.overwrite(finished(3, "somebody else"), 3, SIGNAL);
    await mirror.overwrite({ ...finished(4), version: 9 }, 3, SIGNAL);
    // On its way, and to be removed.
    await storage.sessions.insert(finished(121), ["mirror"]);
    await mirror.write(finished(122), SIGNAL);
    await storage.sessions.remove({ sessionId: idOf(122), requestId: "r" }, ["mirror"], T0);
    // Of the former service.
    await putItem(idOf(123), formerItem("completed"));
    await putItem(idOf(124), formerItem("processing"));

    const told = await reconcile(false);
    const repaired = await reconcile(true);
    const after = await reconcile(false);

    const kinds = Object.fromEntries(told.differences.map(({ sessionId, kind }) => [sessionId, kind]));
    expect(kinds).toEqual({
      [idOf(1)]: "missing",
      [idOf(2)]: "older",
      [idOf(3)]: "different",
      [idOf(4)]: "newer",
      [idOf(123)]: "only_in_mirror",
    });
    expect(told.differences.some((difference) => difference.repaired)).toBe(false);
    expect(repaired.differences).toHaveLength(5);
    expect(repaired.differences.every((difference) => difference.repaired)).toBe(true);
    expect(after).toMatchObject({ pending: 2, kept: 1, differences: [] });
    for (const number of [1, 2, 3, 4])
      expect(await storage.mirrorRow(idOf(number))).toMatchObject({
        version: 3,
        status: "completed",
        userId: "learner",
      });
    expect(await storage.sessions.find(idOf(123))).toMatchObject({
      status: "completed",
      createdAt: Date.UTC(2025, 2, 4, 5, 6, 7, 123),
      submission: { userId: "old-learner", exerciseId: 7 },
      verdict: { recognizedGesture: "B", confidence: 0.81, score: 90, modelVersion: "tf-3" },
    });
    // What the former service and others wrote stays as it is.
    expect(await storage.mirrorRow(idOf(123))).toMatchObject({
      reviewedBy: "user-service",
      result: { metadata: { frames: 30 } },
    });
  });

  test("leaves a copy alone that changes while it is being repaired", async () => {
    const session = finished(200);
    await mirror.write({ ...session, version: 5 }, SIGNAL);

    const written = await mirror.overwrite(session, 4, SIGNAL);

    expect(written).toEqual({ ok: true, value: false });
    expect(await storage.mirrorRow(idOf(200))).toMatchObject({ version: 5 });
  });

  test("does not bring back what is being deleted", async () => {
    await storage.sessions.insert(finished(201), []);
    await storage.sessions.remove({ sessionId: idOf(201), requestId: "r" }, ["mirror"], T0);

    expect(await storage.sessions.importFormer(finished(201))).toBe(false);
    expect(await storage.sessions.find(idOf(201))).toBeUndefined();
  });

  test("says what to do where there is no mirror, and can be asked again when it is down", async () => {
    const request = { repair: false };
    const broken = createDynamoDbMirror(storage.aws, "Nowhere");

    const off = await reconcileMirror({ sessions: storage.sessions, mirror: undefined }, request, "r");
    const down = await reconcileMirror({ sessions: storage.sessions, mirror: broken }, request, "r");

    expect(off).toEqual({ ok: false, error: { code: "mirror_not_configured" } });
    expect(down).toMatchObject({ ok: false, error: { code: "storage_unavailable" } });
  });
});
