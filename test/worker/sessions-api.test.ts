import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { AssessListResponseSchema, type AssessResponse } from "../../shared/contract/assessment.ts";
import { ok } from "../../shared/contract/result.ts";
import { deleteAssessment } from "../../worker/services/delete-assessment.ts";
import { readAssessment } from "../../worker/services/read-assessment.ts";
import { call, postJson, problemOf, resultOf } from "./call.ts";
import { deliver, outboxOf } from "./deliver.ts";
import { createWorld, MIRROR_DOWN } from "./world.ts";

const SUBMISSION = { userId: "u1", exerciseId: 3, levelId: 1, s3VideoUrl: "s3://senal-videos/none.mp4" };

async function submitFor(userId: string): Promise<string> {
  const response = await postJson("/api/v1/assess", { ...SUBMISSION, userId });
  const { sessionId } = (await response.json()) as AssessResponse;
  await resultOf(sessionId);
  return sessionId;
}

describe("the list of sessions", () => {
  test("is walked by following the links, each session once", async () => {
    const ids = [await submitFor("walker"), await submitFor("walker"), await submitFor("walker")];
    const seen: string[] = [];
    let next: string | undefined = "/ml/api/v1/assess?userId=walker&limit=2";
    while (next) {
      const response: Response = await call(next);
      const { sessions } = AssessListResponseSchema.parse(await response.json());
      seen.push(...sessions.map(({ sessionId }) => sessionId));
      next = /^<(.+)>; rel="next"$/.exec(response.headers.get("Link") ?? "")?.[1];
    }

    expect(seen.toSorted()).toEqual(ids.toSorted());
  });

  test("may be cut down to a status", async () => {
    await submitFor("failer");

    const failed = await call("/api/v1/assess?userId=failer&status=failed");
    const queued = await call("/api/v1/assess?userId=failer&status=queued");

    expect(((await failed.json()) as { sessions: unknown[] }).sessions).toHaveLength(1);
    expect(await queued.json()).toEqual({ sessions: [], nextCursor: null });
  });

  test.each([
    ["limit=0", "/limit"],
    ["limit=x", "/limit"],
    ["status=done", "/status"],
    ["cursor=abcd", "/cursor"],
    ["cursor=%00", "/cursor"],
    ["user=5", "/user"],
  ])("refuses %s and says what is wrong", async (query, pointer) => {
    const problem = await problemOf(await call(`/api/v1/assess?${query}`));

    expect(problem).toMatchObject({ status: 422, code: "validation_failed", errors: [{ pointer }] });
  });
});

describe("deleting a session", () => {
  test("leaves nothing of it, and a second time there is nothing to delete", async () => {
    const sessionId = await submitFor("leaver");

    const deleted = await call(`/api/v1/assess/${sessionId}`, { method: "DELETE" });
    const again = await call(`/api/v1/assess/${sessionId}`, { method: "DELETE" });

    expect([deleted.status, await deleted.text()]).toEqual([204, ""]);
    expect(await problemOf(again)).toMatchObject({ status: 404, code: "session_not_found" });
    expect((await problemOf(await call(`/api/v1/assess/${sessionId}`))).code).toBe("session_not_found");
    expect((await problemOf(await call("/api/v1/assess/nonsense", { method: "DELETE" }))).status).toBe(404);
  });

  test("takes the uploaded video along unless another session is about it", async () => {
    const world = createWorld();
    const first = await world.submit();
    const { submission } = await world.read(first);
    const key = submission.videoUrl.split("/").slice(3).join("/");
    const twin = { ...(await world.read(first)), sessionId: crypto.randomUUID() };
    await world.parts.sessions.insert(twin, []);

    await deleteAssessment(world.parts, first.sessionId, "r");
    const shared = await env.VIDEOS.head(key);
    await deleteAssessment(world.parts, twin.sessionId, "r");

    expect([shared?.key, await env.VIDEOS.head(key)]).toEqual([key, null]);
  });

  test("holds while the mirror is down, is not undone by late messages, and removes the copy when it is back", async () => {
    const world = createWorld();
    const message = await world.submit();
    const cut = { ...world.parts, mirror: MIRROR_DOWN };

    const deleted = await deleteAssessment(cut, message.sessionId, "r");
    const late = await deliver(cut, "senal-assess", [message]);
    const waiting = await deliver(cut, "senal-mirror", [message]);
    const read = await readAssessment(cut, message.sessionId, "en");
    await deliver(world.parts, "senal-mirror", [message]);

    expect(deleted.ok).toBe(true);
    expect([late.acked, waiting.retried]).toEqual([1, 1]);
    expect(read).toMatchObject({ ok: false, error: { code: "session_not_found" } });
    expect(world.unmirrored).toEqual([message.sessionId]);
    expect(world.mirrored).toEqual([]);
    expect(await outboxOf(message)).toEqual([]);
  });

  test("removes the copy again that was written while the session was deleted", async () => {
    const world = createWorld();
    const message = await world.submit();
    const write = async () => {
      await deleteAssessment({ ...world.parts, mirror: undefined }, message.sessionId, "r");
      return ok(undefined);
    };
    const mirror = world.parts.mirror && { ...world.parts.mirror, write };

    await deliver({ ...world.parts, mirror }, "senal-mirror", [message]);

    expect(world.unmirrored).toEqual([message.sessionId]);
  });
});

describe("a session that only the mirror knows", () => {
  const FORMER: AssessResponse = {
    sessionId: "0f0e5f40-94c8-4b52-8e4b-0f9a5f1f7c55",
    status: "completed",
    message: "Assessment completed",
    recognizedGesture: "A",
    confidence: 0.9,
    score: 100,
    processingTime: 2,
    modelVersion: "former-1",
    metadata: { userId: "u" },
  };

  test("is read from there, and deleted there", async () => {
    const world = createWorld();
    const mirror = world.parts.mirror && { ...world.parts.mirror, find: async () => ok(FORMER) };
    const parts = { ...world.parts, mirror };

    const read = await readAssessment(parts, FORMER.sessionId.toUpperCase(), "en");
    const deleted = await deleteAssessment(parts, FORMER.sessionId, "r");
    const after = await readAssessment(parts, FORMER.sessionId, "en");
    await deliver(parts, "senal-mirror", [{ sessionId: FORMER.sessionId, requestId: "r" }]);

    expect(read).toEqual(ok(FORMER));
    expect(deleted.ok).toBe(true);
    expect(after).toMatchObject({ error: { code: "session_not_found" } });
    expect(world.unmirrored).toEqual([FORMER.sessionId]);
  });

  test("is not called unknown while the mirror cannot be asked", async () => {
    const { parts } = createWorld({ mirror: MIRROR_DOWN });

    const read = await readAssessment(parts, FORMER.sessionId, "en");

    expect(read).toMatchObject({ error: { code: "storage_unavailable" } });
  });
});

describe("a request with an Idempotency-Key", () => {
  const withKey = (key: string, body: unknown = SUBMISSION, path = "/api/v1/assess") =>
    postJson(path, body, { "Idempotency-Key": key });

  test("is answered as the first time, under either prefix, and submits once", async () => {
    const [key, userId] = [crypto.randomUUID(), crypto.randomUUID()];

    const first = await withKey(key, { ...SUBMISSION, userId });
    const second = await withKey(key, { ...SUBMISSION, userId }, "/ml/api/v1/assess");

    const session = (await first.json()) as AssessResponse;
    expect(await second.json()).toEqual(session);
    expect(second.headers.get("Location")).toBe(first.headers.get("Location"));
    expect([first, second].map(({ headers }) => headers.get("Idempotency-Replayed"))).toEqual([null, "true"]);
    const list = AssessListResponseSchema.parse(await (await call(`/api/v1/assess?userId=${userId}`)).json());
    expect(list.sessions).toHaveLength(1);
    await resultOf(session.sessionId);
  });

  test("submits once when it is sent several times at once", async () => {
    const [key, userId] = [crypto.randomUUID(), crypto.randomUUID()];

    const responses = await Promise.all(
      Array.from({ length: 5 }, () => withKey(key, { ...SUBMISSION, userId })),
    );

    const statuses = new Set(responses.map(({ status }) => status));
    expect([...statuses].every((status) => status === 200 || status === 409)).toBe(true);
    const list = AssessListResponseSchema.parse(await (await call(`/api/v1/assess?userId=${userId}`)).json());
    expect(list.sessions).toHaveLength(1);
    for (const { sessionId } of list.sessions) await resultOf(sessionId);
  });

  test("is refused with another body, and may be corrected after a mistake", async () => {
    const key = crypto.randomUUID();

    const mistaken = await withKey(key, { ...SUBMISSION, levelId: "one" });
    const corrected = await withKey(key);
    const other = await withKey(key, { ...SUBMISSION, levelId: 9 });

    expect([mistaken.status, corrected.status]).toEqual([422, 200]);
    expect(await problemOf(other)).toMatchObject({ status: 422, code: "idempotency_key_reused" });
    await resultOf(((await corrected.json()) as AssessResponse).sessionId);
  });

  test("that is none is refused", async () => {
    const problem = await problemOf(await withKey("k".repeat(256)));

    expect(problem).toMatchObject({ status: 422, errors: [{ pointer: "/Idempotency-Key" }] });
  });

  test("stores an upload once", async () => {
    const upload = () =>
      call("/api/v1/videos", {
        method: "POST",
        headers: { "Content-Type": "video/mp4", "Idempotency-Key": "upload-1" },
        body: new Uint8Array(100),
      });

    const [first, second] = [await upload(), await upload()];

    expect(second.status).toBe(201);
    expect(await second.json()).toEqual(await first.json());
  });
});
