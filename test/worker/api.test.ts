import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { UploadedVideoSchema } from "../../shared/contract/assessment.ts";
import { err } from "../../shared/contract/result.ts";
import { HealthSchema, ModelInfoSchema, ReadySchema } from "../../shared/contract/service.ts";
import { createApp } from "../../worker/app.ts";
import { createDeps } from "../../worker/deps.ts";
import type { Parts } from "../../worker/services/parts.ts";
import { appWith, call, postJson, problemOf, resultOf } from "./call.ts";

const SUBMISSION = { userId: "u1", exerciseId: 3, levelId: 1, s3VideoUrl: "s3://senal-videos/some.mp4" };

describe("the main job", () => {
  test.each(["", "/ml"])("goes from upload to result under the prefix %j", async (prefix) => {
    const uploaded = await call(`${prefix}/api/v1/videos`, {
      method: "POST",
      headers: { "Content-Type": "video/mp4" },
      body: new Uint8Array(2000).fill(7),
    });
    const { s3VideoUrl, ...rest } = UploadedVideoSchema.parse(await uploaded.json());
    expect([uploaded.status, rest]).toEqual([201, { sizeBytes: 2000, contentType: "video/mp4" }]);

    const submitted = await postJson(`${prefix}/api/v1/assess`, { ...SUBMISSION, s3VideoUrl });
    const { sessionId, ...answer } = (await submitted.json()) as { sessionId: string };
    expect(submitted.status).toBe(200);
    expect(submitted.headers.get("Location")).toBe(`${prefix}/api/v1/assess/${sessionId}`);
    expect(answer).toEqual({
      status: "queued",
      message: "Video queued for processing",
      recognizedGesture: null,
      confidence: null,
      score: null,
      processingTime: null,
      modelVersion: null,
      metadata: {},
    });

    expect(await resultOf(sessionId)).toMatchObject({
      status: "completed",
      message: "Assessment completed",
      modelVersion: "stub-1",
      metadata: { userId: "u1", exerciseId: 3, levelId: 1, videoSize: 2000 },
    });
  });

  test("ends as failed, with a reason in the reader's language, when there is no video", async () => {
    const submitted = await postJson("/api/v1/assess", SUBMISSION);
    const { sessionId } = (await submitted.json()) as { sessionId: string };
    await resultOf(sessionId);

    const spanish = await call(`/api/v1/assess/${sessionId}`, { headers: { "Accept-Language": "es-MX" } });

    expect(await spanish.json()).toMatchObject({
      status: "failed",
      metadata: { error: { code: "video_not_found", message: expect.stringMatching(/ningún vídeo/) } },
    });
  });
});

describe("a submission", () => {
  test("takes JSON without a media type and null for what is optional, as the former service did", async () => {
    const body = new TextEncoder().encode(JSON.stringify({ ...SUBMISSION, expectedGesture: null }));

    expect((await call("/api/v1/assess", { method: "POST", body })).status).toBe(200);
  });

  test("with wrong fields is answered with each of them, in both languages", async () => {
    const wrong = { userId: 5, levelId: 1, s3VideoUrl: "s3://senal-videos/a.mp4", "a/b": 1 };

    const english = await problemOf(await postJson("/api/v1/assess", wrong));
    const spanish = await problemOf(await postJson("/api/v1/assess", wrong, { "Accept-Language": "es" }));

    expect(english).toMatchObject({ status: 422, code: "validation_failed" });
    expect(english.errors?.map(({ pointer }) => pointer)).toEqual(["/userId", "/exerciseId", "/a~1b"]);
    expect(english.errors?.[0]?.detail).toMatch(/expected string/);
    expect(spanish.errors?.[0]?.detail).toMatch(/se esperaba texto/);
    expect(spanish.title).toMatch(/campos no válidos/);
  });

  test.each([
    [{ "Content-Type": "application/json" }, '{"userId":', 400, "malformed_json"],
    [{ "Content-Type": "text/plain" }, "{}", 415, "unsupported_media_type"],
    [{ "Content-Type": "application/x-www-form-urlencoded" }, "userId=1", 415, "unsupported_media_type"],
    [{ "Content-Type": "application/json" }, `"${"x".repeat(70_000)}"`, 413, "payload_too_large"],
    [{ "Content-Type": "application/json; charset=utf-8" }, "[]", 422, "validation_failed"],
  ])("with %j and a bad body is refused (%#)", async (headers, body, status, code) => {
    const problem = await problemOf(await call("/api/v1/assess", { method: "POST", headers, body }));

    expect(problem).toMatchObject({ status, code });
  });

  test.each([
    ["https://example.com/video.mp4", "invalid_video_url"],
    ["s3://another-bucket/video.mp4", "bucket_not_allowed"],
  ])("about %s is refused", async (s3VideoUrl, code) => {
    const problem = await problemOf(await postJson("/api/v1/assess", { ...SUBMISSION, s3VideoUrl }));

    expect(problem).toMatchObject({ status: 422, code });
  });

  test("is refused for now, without a word of the reason, while the database is down", async () => {
    const logged: unknown[] = [];
    const app = appWith({ sessions: brokenStore(), log: (...entry) => logged.push(entry) });

    const response = await app("/api/v1/assess", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(SUBMISSION),
    });

    expect(response.headers.get("Retry-After")).toBe("10");
    const problem = await problemOf(response);
    expect(problem).toMatchObject({ status: 503, code: "service_unavailable" });
    expect(JSON.stringify(problem)).not.toContain("disk on fire");
    expect(JSON.stringify(logged)).toContain("disk on fire");
  });
});

describe("reading a session", () => {
  test.each([crypto.randomUUID(), "nonsense", "%00"])("that is unknown (%s) is a 404", async (id) => {
    const problem = await problemOf(await call(`/api/v1/assess/${id}`));

    expect(problem).toMatchObject({ status: 404, code: "session_not_found" });
  });
});

describe("every request", () => {
  test("keeps a sane X-Request-Id and replaces any other", async () => {
    const kept = await call("/health", { headers: { "X-Request-Id": "abc-123" } });
    const replaced = await call("/health", { headers: { "X-Request-Id": 'x" onload=' } });

    expect(kept.headers.get("X-Request-Id")).toBe("abc-123");
    expect(replaced.headers.get("X-Request-Id")).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("to an unknown address is a 404, with a wrong method a 405 that says which are right", async () => {
    const unknown = await problemOf(await call("/api/v1/nothing"));
    const response = await call("/api/v1/assess", { method: "PUT" });

    expect(unknown.code).toBe("route_not_found");
    expect(response.headers.get("Allow")).toBe("POST, GET, HEAD");
    expect(await problemOf(response)).toMatchObject({ status: 405, code: "method_not_allowed" });
  });

  test("may come from any origin, unless origins are named", async () => {
    const preflight = { method: "OPTIONS", headers: PREFLIGHT };
    const named = createApp({ ...createDeps(env), corsOrigins: ["https://app.example"] });
    const ask = async (origin: string) => {
      const request = new Request("https://senal.test/health", { headers: { Origin: origin } });
      const answer = await named.fetch(request, env, createExecutionContext());
      return answer.headers.get("Access-Control-Allow-Origin");
    };

    const open = await call("/api/v1/assess", preflight);

    expect(open.status).toBe(204);
    expect(open.headers.get("Access-Control-Allow-Origin")).toBe("*");
    expect(await ask("https://app.example")).toBe("https://app.example");
    expect(await ask("https://other.example")).toBeNull();
  });

  test("gets nothing of an error that nobody foresaw, but the log does", async () => {
    const logged: unknown[] = [];
    const inference = { framework: "stub" as const, submit: boom, poll: boom, track: boom, ping: boom };
    const app = appWith({ inference, log: (...entry) => logged.push(entry), models: null as never });

    const problem = await problemOf(await app("/api/v1/model/info"));

    expect(problem).toMatchObject({ status: 500, code: "internal" });
    expect(problem.detail).not.toMatch(/null|undefined/);
    expect(JSON.stringify(logged)).toContain("TypeError");
  });
});

describe("the state of the service", () => {
  test.each(["/health", "/", "/ml/health", "/ml"])("is told at %s", async (path) => {
    const response = await call(path, { headers: { Accept: "application/json" } });

    expect(response.status).toBe(200);
    expect(HealthSchema.parse(await response.json())).toMatchObject({
      status: "healthy",
      modelVersion: "stub-1",
      sqsQueueUrl: "senal-assess",
    });
  });

  test("is degraded, not silent, when everything is down", async () => {
    const app = appWith({ inference: downBackend(), sessions: brokenStore() });

    const response = await app("/health");

    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ status: "degraded", modelLoaded: false });
  });

  test("is ready, or says in the reader's language what is not and which variable is wrong", async () => {
    const ready = await call("/ready");
    const { parts } = createDeps({ ...env, ...{ MAX_VIDEO_SIZE_MB: "lots", USE_SAGEMAKER: "true" } });
    const app = appWith({ settings: parts.settings, inference: downBackend() });
    const broken = await app("/ready", { headers: { "Accept-Language": "es" } });

    expect(ReadySchema.parse(await ready.json())).toMatchObject({ ready: true });
    expect(broken.status).toBe(503);
    const { checks } = ReadySchema.parse(await broken.json());
    expect(checks.configuration).toMatchObject({
      ok: false,
      detail: expect.stringMatching(/MAX_VIDEO_SIZE_MB/),
    });
    expect(checks.inference).toMatchObject({ ok: false, detail: expect.stringMatching(/no disponible/) });
    expect(checks.database).toMatchObject({ ok: true });
  });

  test.each(["/api/v1/model/info", "/api/model/info"])("names the model at %s", async (path) => {
    const info = ModelInfoSchema.parse(await (await call(path)).json());

    expect(info).toMatchObject({
      framework: "stub",
      modelVersion: "stub-1",
      confidenceThreshold: 0.5,
      maxVideoSizeMB: 50,
    });
    expect(info.gestureCount).toBe(info.supportedGestures.length);
    expect(info.models[0]).toMatchObject({ languageCode: "ASL", active: false });
  });

  test("counts what the consumers did", async () => {
    const response = await call("/api/v1/consumer/status");

    expect(await response.json()).toMatchObject({
      running: true,
      queueUrl: "senal-assess",
      processed: expect.any(Number),
      dead: 0,
      mirrorPending: 0,
    });
  });
});

const PREFLIGHT = { Origin: "https://app.example", "Access-Control-Request-Method": "POST" };

const boom = async (): Promise<never> => {
  throw new Error("boom");
};

const downBackend = (): Parts["inference"] => ({
  framework: "ONNX Runtime",
  submit: boom,
  poll: boom,
  track: boom,
  ping: async () => err({ code: "inference_unavailable" }),
});

function brokenStore(): Parts["sessions"] {
  const broken = async (): Promise<never> => {
    throw new Error("disk on fire");
  };
  return { ...createDeps(env).parts.sessions, insert: broken, find: broken, ping: broken };
}
