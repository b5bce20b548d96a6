/** Which version judges, and what the learner is told to change. */
import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { AssessBatchResponseSchema, AssessResponseSchema } from "../../shared/contract/assessment.ts";
import type { InvocationResult } from "../../shared/contract/invocation.ts";
import type { ActiveModels, Model } from "../../shared/contract/model.ts";
import { err, ok } from "../../shared/contract/result.ts";
import { HealthSchema, ModelInfoSchema, ReadySchema } from "../../shared/contract/service.ts";
import { createDeps } from "../../worker/deps.ts";
import type { BackendInfo, InferenceBackend, InferenceJob } from "../../worker/ports/inference.ts";
import { appWith, problemOf } from "./call.ts";
import { deliver } from "./deliver.ts";
import { createWorld } from "./world.ts";

const model = (languageCode: string, version: string, active: boolean): Model => ({
  version,
  languageCode,
  active,
  labels: languageCode === "LSM" ? ["A", "Ñ"] : ["A", "B"],
  metrics: { mean_top1: 0.9 },
});
const CONTAINER: BackendInfo = {
  modelVersion: "asl-letters-2.0.0",
  models: [
    model("ASL", "asl-letters-1.0.0", false),
    model("ASL", "asl-letters-2.0.0", true),
    model("LSM", "lsm-letters-1.0.0", true),
  ],
};
const RESULT: InvocationResult = {
  predictions: [{ label: "A", confidence: 0.9 }],
  model_version: "lsm-letters-1.0.0",
  feedback: [
    { part: "thumb", code: "out" },
    { part: "index", code: "straighten" },
  ],
  timings_ms: {},
};
const SUBMISSION = {
  userId: "u",
  exerciseId: 1,
  levelId: 1,
  s3VideoUrl: "s3://senal-videos/uploads/sign.mp4",
  expectedGesture: "Ñ",
  languageCode: "LSM",
};

/** An app whose recogniser has these models and writes down what it is asked. */
function recogniser({
  told = CONTAINER,
  active = {},
}: {
  told?: BackendInfo | "silent";
  active?: ActiveModels;
} = {}) {
  const jobs: Omit<InferenceJob, "video">[] = [];
  const inference: InferenceBackend = {
    framework: "ONNX Runtime",
    submit: async ({ video, ...job }) => {
      await new Response(video.body).arrayBuffer();
      jobs.push(job);
      return ok({ state: "done", result: RESULT });
    },
    poll: async () => err({ code: "inference_unavailable" }),
    track: async () => err({ code: "inference_unavailable" }),
    ping: async () => (told === "silent" ? err({ code: "inference_unavailable" }) : ok(told)),
  };
  const settings = { ...createDeps(env).parts.settings, activeModels: active };
  const world = createWorld({ inference, settings });
  const app = appWith(world.parts);
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    app(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  const get = (path: string, locale = "en") => app(path, { headers: { "Accept-Language": locale } });
  /** Submits, has the message delivered, and gives the session's id. */
  const assess = async (changes: object = {}): Promise<string> => {
    await env.VIDEOS.put("uploads/sign.mp4", "bytes");
    const { sessionId } = AssessResponseSchema.parse(
      await (await post("/api/v1/assess", { ...SUBMISSION, ...changes })).json(),
    );
    await deliver(world.parts, "senal-assess", [{ sessionId, requestId: "r" }]);
    return sessionId;
  };
  return { jobs, world, post, get, assess };
}

describe("a version that a request names", () => {
  test("judges, and is kept with the session for the next try", async () => {
    const { jobs, world, assess } = recogniser({ active: { LSM: "lsm-letters-1.0.0" } });

    const sessionId = await assess({ languageCode: "asl", modelVersion: "asl-letters-2.0.0" });

    expect(jobs).toMatchObject([
      { languageCode: "asl", modelVersion: "asl-letters-2.0.0", expectedGesture: "Ñ" },
    ]);
    expect((await world.parts.sessions.find(sessionId))?.submission.requestedModelVersion).toBe(
      "asl-letters-2.0.0",
    );
  });

  test("is the configured one where the request names none, and else the backend's choice", async () => {
    const { jobs, assess } = recogniser({ active: { LSM: "lsm-letters-1.0.0" } });

    await assess();
    await assess({ languageCode: "ASL", modelVersion: null });

    expect(jobs.map(({ modelVersion }) => modelVersion)).toEqual(["lsm-letters-1.0.0", undefined]);
  });

  test("may be named to /api/predict too, also in a form", async () => {
    const { jobs, post } = recogniser();
    const named = { type: "image", data: btoa("picture"), model_version: "asl-letters-1.0.0" };

    expect((await post("/api/predict", named)).status).toBe(200);
    expect((await post("/api/predict", { ...named, model_version: null })).status).toBe(200);

    expect(jobs.map(({ modelVersion }) => modelVersion)).toEqual(["asl-letters-1.0.0", undefined]);
  });

  test("is refused with those that exist when nobody has it, alone and in a batch", async () => {
    const { post, world } = recogniser();
    const unknown = { ...SUBMISSION, modelVersion: "lsm-letters-9.9.9" };

    const problem = await problemOf(await post("/api/v1/assess", unknown, { "Accept-Language": "es" }));
    const batch = await post("/api/v1/assess/batch", {
      items: [unknown, { ...SUBMISSION, modelVersion: "lsm-letters-1.0.0" }],
    });

    expect(problem).toMatchObject({
      status: 422,
      code: "model_version_not_supported",
      detail: expect.stringContaining("para LSM: lsm-letters-1.0.0."),
    });
    const { sessions } = AssessBatchResponseSchema.parse(await batch.json());
    expect(sessions).toMatchObject([
      { error: { code: "model_version_not_supported" } },
      { status: "queued" },
    ]);
    expect(world.sent.filter(({ kind }) => kind === "assess")).toHaveLength(1);
  });

  test("is left to a backend that is silent, and judged by this build where the backend lists nothing", async () => {
    const submission = { ...SUBMISSION, languageCode: "ASL", modelVersion: "asl-letters-9.9.9" };

    expect((await recogniser({ told: "silent" }).post("/api/v1/assess", submission)).status).toBe(200);
    const refused = await problemOf(await recogniser({ told: {} }).post("/api/v1/assess", submission));
    expect(refused.detail).toContain("asl-letters-1.0.0");
  });
});

describe("what the service says of its models", () => {
  test("lists every version with its letters; the signs are those of the active ones", async () => {
    const { get } = recogniser({ active: { ASL: "asl-letters-1.0.0" } });

    const info = ModelInfoSchema.parse(await (await get("/api/v1/model/info")).json());
    const health = HealthSchema.parse(await (await get("/health")).json());

    expect(info).toMatchObject({
      modelVersion: "asl-letters-1.0.0",
      languages: ["ASL", "LSM"],
      supportedGestures: ["A", "B", "Ñ"],
      gestureCount: 3,
    });
    expect(info.models.map(({ version, active, gestureCount }) => [version, active, gestureCount])).toEqual([
      ["asl-letters-1.0.0", true, 2],
      ["asl-letters-2.0.0", false, 2],
      ["lsm-letters-1.0.0", true, 2],
    ]);
    expect(health.modelVersion).toBe("asl-letters-1.0.0");
  });

  test("is not ready while the configuration names a version that the backend lacks", async () => {
    const response = await recogniser({ active: { LSM: "lsm-letters-7.0.0" } }).get("/ready");

    expect(response.status).toBe(503);
    expect(ReadySchema.parse(await response.json()).checks.inference).toMatchObject({
      ok: false,
      detail: "Model version not known",
    });
  });
});

describe("feedback", () => {
  test("is kept with the session, copied to the mirror, and told in the reader's language", async () => {
    const { world, get, assess } = recogniser();

    const sessionId = await assess();

    const read = async (locale: string) =>
      AssessResponseSchema.parse(await (await get(`/api/v1/assess/${sessionId}`, locale)).json()).metadata
        .feedback;
    expect(await read("en")).toEqual([
      { part: "thumb", code: "out", message: "Stretch your thumb out to the side." },
      { part: "index", code: "straighten", message: "Straighten your index finger." },
    ]);
    expect((await read("es-MX"))?.map(({ message }) => message)).toEqual([
      "Extienda el pulgar hacia un lado.",
      "Estire el dedo índice.",
    ]);
    expect((await world.parts.sessions.find(sessionId))?.verdict?.feedback).toEqual(RESULT.feedback);
  });
});
