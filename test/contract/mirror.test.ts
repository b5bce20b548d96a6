import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toAssessResponse } from "../../shared/assessment/response.ts";
import type { Session } from "../../shared/assessment/session.ts";
import { submit } from "../../shared/assessment/transitions.ts";
import { createAws } from "../../worker/adapters/aws.ts";
import { callDynamoDb } from "../../worker/adapters/mirror/call-dynamodb.ts";
import { createDynamoDbMirror } from "../../worker/adapters/mirror/dynamodb.ts";
import type { SessionMirror } from "../../worker/ports/mirror.ts";
import { type LocalDynamoDb, startDynamoDb } from "../stack/dynamodb.ts";
import { readMirrorRow } from "../stack/mirror-row.ts";

const TABLE = "AiSessions";
const SIGNAL = AbortSignal.timeout(60_000);

const SUBMISSION = {
  userId: "learner",
  exerciseId: 3,
  levelId: 2,
  videoUrl: "s3://videos/a.mp4",
  expectedGesture: null,
  languageCode: "ASL",
  requestedModelVersion: null,
};

const session = (sessionId: string, version: number, changes: Partial<Session> = {}): Session => ({
  ...submit(SUBMISSION, {
    sessionId,
    tenant: "default",
    requestId: "request-1",
    now: Date.UTC(2026, 0, 2, 3, 4, 5),
  }),
  updatedAt: Date.UTC(2026, 0, 2, 3, 4, 6),
  version,
  ...changes,
});

const completed = (sessionId: string, version: number): Session =>
  session(sessionId, version, {
    status: "completed",
    processingSeconds: 1.25,
    verdict: {
      recognizedGesture: "A",
      confidence: 0.91,
      score: 100,
      modelVersion: "asl-letters-1.0.0",
      alternatives: [{ label: "A", confidence: 0.91 }],
      segments: [],
      feedback: [{ part: "thumb", code: "across_fingers" }],
    },
  });

const aws = (dynamodb: string) =>
  createAws({
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    region: "us-east-1",
    endpoints: { dynamodb },
  });

describe("session mirror: DynamoDB", () => {
  let dynamodb: LocalDynamoDb;
  let mirror: SessionMirror;

  const mirrorOf = (endpoint: string, table = TABLE): SessionMirror =>
    createDynamoDbMirror(aws(endpoint), table);
  const read = (sessionId: string) => readMirrorRow({ url: dynamodb.url, table: TABLE }, sessionId);

  beforeAll(async () => {
    dynamodb = await startDynamoDb({ port: 0, tableName: TABLE });
    mirror = mirrorOf(dynamodb.url);
  });
  afterAll(() => dynamodb.stop());

  test("writes a session as user-service reads it", async () => {
    await mirror.write(completed("whole", 3), SIGNAL);

    expect(await read("whole")).toEqual({
      sessionId: "whole",
      userId: "learner",
      exerciseId: 3,
      levelId: 2,
      status: "completed",
      result: {
        recognizedGesture: "A",
        confidence: 0.91,
        score: 100,
        processingTime: 1.25,
        modelVersion: "asl-letters-1.0.0",
        metadata: expect.objectContaining({
          userId: "learner",
          alternatives: [{ label: "A", confidence: 0.91 }],
          feedback: [
            {
              part: "thumb",
              code: "across_fingers",
              message: "Fold your thumb across the front of your bent fingers.",
            },
          ],
        }),
      },
      createdAt: "2026-01-02T03:04:05.000Z",
      updatedAt: "2026-01-02T03:04:06.000Z",
      version: 3,
    });
  });

  test("has no result before there is one", async () => {
    await mirror.write(session("young", 1), SIGNAL);

    expect(await read("young")).not.toHaveProperty("result");
  });

  test.each([
    ["late", [3, 1, 2]],
    ["repeated", [1, 3, 3, 3]],
    ["in order", [1, 2, 3]],
  ])("ends at the newest version when writes are %s", async (order, versions) => {
    const outcomes = [];
    for (const version of versions) {
      const written = version === 3 ? completed(order, 3) : session(order, version);
      outcomes.push(await mirror.write(written, SIGNAL));
    }

    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    expect(await read(order)).toMatchObject({ version: 3, status: "completed" });
  });

  test("takes over a row of the former service, which has no version, and keeps what others added", async () => {
    const item = { sessionId: { S: "old" }, status: { S: "queued" }, reviewedBy: { S: "user-service" } };
    await callDynamoDb(aws(dynamodb.url), "PutItem", { TableName: TABLE, Item: item }, SIGNAL);

    await mirror.write(completed("old", 2), SIGNAL);

    expect(await read("old")).toMatchObject({ status: "completed", reviewedBy: "user-service", version: 2 });
  });

  test("tells a session as it was written, and nothing of one that was removed", async () => {
    const id = "7d5a2c52-3f6e-4d53-9c1b-1b8f6f3c0a11";
    const written = completed(id, 3);
    await mirror.write(written, SIGNAL);

    const found = await mirror.find(id, SIGNAL);
    await mirror.remove(id, SIGNAL);
    const again = [await mirror.remove(id, SIGNAL), await mirror.find(id, SIGNAL)];

    expect(found).toEqual({ ok: true, value: toAssessResponse(written, "en") });
    expect(again).toEqual([
      { ok: true, value: undefined },
      { ok: true, value: undefined },
    ]);
  });

  test("tells what it can of a row that the former service wrote", async () => {
    const id = "7d5a2c52-3f6e-4d53-9c1b-1b8f6f3c0a12";
    const result = { M: { recognizedGesture: { S: "B" }, score: { N: "80" }, confidence: { S: "high" } } };
    const item = { sessionId: { S: id }, status: { S: "completed" }, userId: { S: "old-learner" }, result };
    await callDynamoDb(aws(dynamodb.url), "PutItem", { TableName: TABLE, Item: item }, SIGNAL);

    const found = await mirror.find(id, SIGNAL);

    expect(found).toMatchObject({
      ok: true,
      value: { status: "completed", recognizedGesture: "B", score: 80, confidence: null },
    });
  });

  test("reports a missing table and a silent server as passing faults", async () => {
    const fault = { ok: false, error: { code: "storage_unavailable" } };

    expect(await mirrorOf(dynamodb.url, "Nowhere").write(session("x", 1), SIGNAL)).toMatchObject(fault);
    expect(await mirrorOf("http://127.0.0.1:9").write(session("x", 1), SIGNAL)).toMatchObject(fault);
    expect(await mirrorOf(dynamodb.url, "Nowhere").find("x", SIGNAL)).toMatchObject(fault);
    expect(await mirrorOf("http://127.0.0.1:9").remove("x", SIGNAL)).toMatchObject(fault);
    expect(await mirrorOf(dynamodb.url, "Nowhere").ping(SIGNAL)).toMatchObject(fault);
    expect(await mirror.ping(SIGNAL)).toMatchObject({ ok: true });
  });
});
