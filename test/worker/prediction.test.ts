import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { DetectHandsResponseSchema, PredictResponseSchema } from "../../shared/contract/prediction.ts";
import { err, ok } from "../../shared/contract/result.ts";
import { appWith, call, problemOf } from "./call.ts";
import { BASE64, BYTES, predicting } from "./predicting.ts";

describe("prediction", () => {
  test.each([
    BASE64,
    `data:video/mp4;base64,${BASE64}`,
    BASE64.replace(/=+$/, "").replace(/(.{76})/g, "$1\n"),
  ])("answers a file that comes as base64, however it is written (%#)", async (data) => {
    const { jobs, post } = predicting();

    const response = await post("/api/predict", { type: "video", data, top_k: 3 });

    expect(response.status).toBe(200);
    expect(PredictResponseSchema.parse(await response.json())).toMatchObject({
      predictions: [{ label: "C", confidence: 0.8 }],
      language_code: "ASL",
      hands_detected: 2,
      model_version: "test-1",
      text: "CA",
      hands: [
        { handedness: "Left", text: "CA" },
        { handedness: "Right", predictions: [{ label: "L", confidence: 0.4 }], text: "" },
      ],
    });
    expect(jobs).toMatchObject([{ task: "predict", topK: 3, languageCode: "ASL", bytes: BYTES }]);
  });

  test("reads an address in a bucket of the service from there", async () => {
    const { jobs, post } = predicting();
    await env.VIDEOS.put("uploads/direct.mp4", BYTES);

    const response = await post("/ml/api/predict", {
      type: "video",
      data: "s3://senal-videos/uploads/direct.mp4",
    });

    expect(response.status).toBe(200);
    expect(jobs).toMatchObject([{ bytes: BYTES, location: { key: "uploads/direct.mp4" } }]);
  });

  test.each([
    ["http://127.0.0.1:8080/ping", "media_url_not_allowed"],
    ["http://[::1]/", "media_url_not_allowed"],
    ["http://metadata.google.internal/", "media_url_not_allowed"],
    ["s3://another-bucket/a.mp4", "bucket_not_allowed"],
    ["s3://../a.mp4", "invalid_video_url"],
    ["s3://senal-videos/nothing-there.mp4", "video_not_found"],
  ])("refuses the address %s with %s", async (data, code) => {
    const { jobs, post } = predicting();

    const problem = await problemOf(await post("/api/predict", { type: "image", data }));

    expect([problem.status, problem.code, jobs.length]).toEqual([422, code, 0]);
  });

  test.each([
    [{ type: "image", data: "no base64!" }, "/data"],
    [{ type: "picture", data: BASE64 }, "/type"],
    [{ type: "image", data: BASE64, top_k: 0 }, "/top_k"],
    [{ type: "image", data: BASE64, extra: 1 }, "/extra"],
    [{ type: "image" }, "/data"],
    ["aGVsbG8=", ""],
  ])("points at what is wrong with a request (%#)", async (body, pointer) => {
    const { post } = predicting();

    const problem = await problemOf(await post("/api/predict", body));

    expect(problem).toMatchObject({ status: 422, code: "validation_failed", errors: [{ pointer }] });
  });

  test.each([
    [err({ code: "media_unreadable" } as const), 422, "media_unreadable"],
    [err({ code: "inference_unavailable" } as const), 503, "inference_unavailable"],
    [ok({ state: "pending", ticket: "t", pollAfterSeconds: 5 } as const), 413, "media_needs_assessment"],
  ])("tells what the recogniser could not do (%#)", async (answer, status, code) => {
    const { post } = predicting(answer);

    const problem = await problemOf(await post("/api/predict", { type: "video", data: BASE64 }));

    expect([problem.status, problem.code]).toEqual([status, code]);
  });

  test.each([[true], [false]])("takes a form with its file first: %j", async (isFileFirst) => {
    const { jobs, postForm } = predicting();
    const fields = [
      ["language_code", "ASL"],
      ["top_k", "2"],
    ] as const;
    const file = [["file", new Blob([BYTES], { type: "image/png" })]] as const;

    const response = await postForm(
      "/api/predict/upload",
      isFileFirst ? [...file, ...fields] : [...fields, ...file],
    );

    expect(response.status).toBe(200);
    expect(jobs).toMatchObject([{ topK: 2, bytes: BYTES }]);
  });

  test("streams a form that is too large for memory, fields before its file included", async () => {
    const { jobs, ask } = predicting();
    const size = 17 * 2 ** 20;
    const send = (topK: string) => {
      const field = `--b\r\nContent-Disposition: form-data; name="top_k"\r\n\r\n${topK}\r\n`;
      const head = `--b\r\nContent-Disposition: form-data; name="file"; filename="a.mp4"\r\nContent-Type: video/mp4\r\n\r\n`;
      const body = new Blob([field, head, new Uint8Array(size), "\r\n--b--\r\n"]);
      const headers = {
        "Content-Type": "multipart/form-data; boundary=b",
        "Content-Length": String(body.size),
      };
      return ask("/api/predict/upload", { method: "POST", headers, body });
    };

    const [taken, refused] = [await send("4"), await send("x")];

    expect(taken.status).toBe(200);
    expect(jobs.map(({ topK, bytes }) => [topK, bytes.length])).toEqual([[4, size]]);
    expect(await problemOf(refused)).toMatchObject({ errors: [{ pointer: "/top_k" }] });
  });

  test("refuses a form without a file, or with fields that are none", async () => {
    const { postForm } = predicting();
    const file = ["file", new Blob([BYTES])] as const;

    const problems = [
      await problemOf(await postForm("/api/predict/upload", [["top_k", "2"]])),
      await problemOf(await postForm("/api/predict/upload", [["top_k", "27"], file])),
      await problemOf(await postForm("/api/detect-hands/upload", [["nothing", "1"], file])),
      await problemOf(await postForm("/api/detect-hands/upload", [["file", new Blob([])]])),
    ];

    expect(problems.map(({ code }) => code)).toEqual([
      "malformed_multipart",
      "validation_failed",
      "validation_failed",
      "media_empty",
    ]);
  });
});

describe("hand detection", () => {
  test.each([[BASE64], [{ data: BASE64 }]])("answers a bare string or an object (%#)", async (body) => {
    const { jobs, post } = predicting();

    const response = await post("/api/detect-hands", body);

    const { hands_detected, hands, image } = DetectHandsResponseSchema.parse(await response.json());
    expect([hands_detected, hands.length, image]).toEqual([2, 2, { width: 640, height: 480 }]);
    expect(jobs).toMatchObject([{ task: "detect", bytes: BYTES }]);
  });

  test("answers an uploaded picture", async () => {
    const { postForm } = predicting();

    const response = await postForm("/api/detect-hands/upload", [["file", new Blob([BYTES])]]);

    expect(DetectHandsResponseSchema.parse(await response.json()).hands_detected).toBe(2);
  });

  test("refuses what is no base64, and what is too large, in the reader's language", async () => {
    const { post } = predicting();

    const wrong = await problemOf(await post("/api/detect-hands", "¡hola!", { "Accept-Language": "es" }));
    const large = await problemOf(await post("/api/detect-hands", "A".repeat(22 * 2 ** 20)));

    expect(wrong).toMatchObject({
      status: 422,
      errors: [{ pointer: "", detail: expect.stringMatching(/no es base64/) }],
    });
    expect([large.status, large.code]).toEqual([413, "payload_too_large"]);
  });
});

describe("SageMaker", () => {
  const bareString = (text: string): RequestInit => ({
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(text),
  });

  test("gives the endpoint's own answer", async () => {
    const seen: Uint8Array[] = [];
    const ask = appWith({
      sagemaker: {
        invoke: async (body) => {
          seen.push(body);
          return ok({ predictions: [["A", 0.9]] });
        },
      },
    });

    const response = await ask("/api/sagemaker/invoke", bareString(BASE64));

    expect(await response.json()).toEqual({ predictions: [["A", 0.9]] });
    expect(seen).toEqual([BYTES]);
  });

  test("that is not configured is a 503 that says what to do", async () => {
    const response = await call("/api/sagemaker/invoke", bareString(BASE64));

    expect(response.headers.get("Retry-After")).not.toBeNull();
    expect((await problemOf(response)).code).toBe("sagemaker_not_configured");
  });
});

describe("an upload straight to S3", () => {
  const FILE = { contentType: "video/mp4", sizeBytes: 1000 };
  const presign = (ask: typeof call, body: unknown) =>
    ask("/api/v1/videos/presign", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });

  test("is given an address for a quarter of an hour", async () => {
    const ask = appWith({
      uploadSigner: {
        bucket: "learners",
        sign: async ({ key }, { sizeBytes }, signedAt, seconds) => ({
          url: `https://s3.test/${key}?at=${signedAt}&for=${seconds}`,
          headers: { "Content-Length": String(sizeBytes) },
        }),
      },
      now: () => Date.UTC(2026, 0, 1),
      newId: () => "id-1",
    });

    const response = await presign(ask, FILE);

    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({
      url: "https://s3.test/uploads/id-1.mp4?at=1767225600000&for=900",
      method: "PUT",
      headers: { "Content-Length": "1000" },
      s3VideoUrl: "s3://learners/uploads/id-1.mp4",
      expiresAt: "2026-01-01T00:15:00.000Z",
    });
    expect((await problemOf(await presign(ask, { ...FILE, sizeBytes: 2 ** 40 }))).code).toBe(
      "media_too_large",
    );
    expect((await problemOf(await presign(ask, { ...FILE, contentType: "text/html" }))).code).toBe(
      "validation_failed",
    );
  });

  test("without a bucket is a 503 that names the other way", async () => {
    expect((await problemOf(await presign(call, FILE))).detail).toMatch(/POST \/api\/v1\/videos/);
  });
});
