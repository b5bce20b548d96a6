import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { HandJson } from "../../shared/contract/hand.ts";
import { problemOf } from "../../shared/contract/problem.ts";
import type { Alphabet } from "../../shared/signs/alphabet.ts";
import { alphabetFor } from "../../shared/signs/alphabets.ts";
import { classifyHand } from "../../shared/signs/classify-hand.ts";
import { createAws } from "../../worker/adapters/aws.ts";
import { containerAt, createContainerBackend } from "../../worker/adapters/inference/container.ts";
import { createSageMakerBackend } from "../../worker/adapters/inference/sagemaker.ts";
import { createStubBackend } from "../../worker/adapters/inference/stub.ts";
import { createS3VideoStore } from "../../worker/adapters/videos/s3.ts";
import type { InferenceBackend, InferenceJob, PictureJob } from "../../worker/ports/inference.ts";
import { type LocalSageMaker, startSageMaker } from "../stack/sagemaker.ts";
import { BUCKET, type Cloudflare, S3_CREDENTIALS, startCloudflare } from "./cloudflare.ts";
import { type PlayedContainer, startPlayedContainer } from "./played-container.ts";

const RESULT = {
  predictions: [{ label: "A", confidence: 0.9 }],
  model_version: "asl-letters-1.0.0",
  timings_ms: { total: 12 },
};
const VIDEO = Uint8Array.from("the bytes of a video", (character) => character.charCodeAt(0));
const MAX_PAYLOAD_BYTES = 1_000;
const LOCATION = { bucket: BUCKET, key: "input.mp4" };

const PICTURE_JOB: PictureJob = {
  requestId: "request-7",
  streamId: "stream-7",
  picture: Uint8Array.of(0xff, 0xd8, 0xff, 1, 2, 3),
  region: [0.5, 0.25, 1 / 3, -1.5],
};
const IMAGE = { width: 640, height: 480 };
const POINTS = Array.from({ length: 21 }, (_, point) => ({ x: point / 21, y: 0.5, z: 0 }));
const HAND: HandJson = {
  handedness: "Left",
  score: 0.9,
  bounding_box: { x: 0, y: 0.5, width: 0.9, height: 0.1 },
  landmarks: POINTS,
  world_landmarks: POINTS,
};

const signal = () => AbortSignal.timeout(20_000);

const job = (bytes: Uint8Array<ArrayBuffer> = VIDEO): InferenceJob => ({
  requestId: "request-7",
  task: "assess",
  languageCode: "ASL",
  topK: 5,
  location: LOCATION,
  video: { body: new Blob([bytes]).stream(), sizeBytes: bytes.length, contentType: "video/mp4" },
});

describe("inference backends", () => {
  let container: PlayedContainer;
  let cloudflare: Cloudflare;
  let sagemaker: LocalSageMaker;
  const backends = new Map<string, InferenceBackend>();

  beforeAll(async () => {
    container = await startPlayedContainer();
    cloudflare = await startCloudflare();
    const aws = (secretAccessKey: string, url: string) =>
      createAws({
        credentials: { ...S3_CREDENTIALS, secretAccessKey },
        region: "us-east-1",
        endpoints: { s3: cloudflare.s3Url, sagemaker: url, "sagemaker-runtime": url },
      });
    const s3 = createS3VideoStore(aws(S3_CREDENTIALS.secretAccessKey, ""), BUCKET, "us-east-1");
    sagemaker = await startSageMaker({
      credentials: S3_CREDENTIALS,
      region: "us-east-1",
      containerUrl: container.url,
      maxPayloadBytes: MAX_PAYLOAD_BYTES,
      s3,
      outputBucket: BUCKET,
    });
    const settings = {
      endpointName: "senal",
      asyncEndpointName: "senal-async",
      maxPayloadBytes: MAX_PAYLOAD_BYTES,
      results: s3,
    };
    backends.set("container", createContainerBackend(containerAt(container.url)));
    backends.set(
      "SageMaker",
      createSageMakerBackend(aws(S3_CREDENTIALS.secretAccessKey, sagemaker.url), settings),
    );
    backends.set("stranger", createSageMakerBackend(aws("wrong", sagemaker.url), settings));
  });
  afterAll(async () => {
    sagemaker.stop();
    container.stop();
    await cloudflare.close();
  });
  beforeEach(() => {
    container.next = { status: 200, body: RESULT };
  });

  describe.each(["container", "SageMaker"])("%s", (name) => {
    const backend = (): InferenceBackend => backends.get(name) as InferenceBackend;

    test("passes the video on and reads the result", async () => {
      const answer = await backend().submit(job(), signal());

      expect(answer).toEqual({ ok: true, value: { state: "done", result: RESULT } });
      expect(new Uint8Array(container.seen.body)).toEqual(VIDEO);
      const told = `${container.seen.path} ${JSON.stringify(container.seen.headers)}`;
      for (const part of ["assess", "ASL", "request-7"]) expect(told).toContain(part);
    });

    test.each(["media_unreadable", "media_without_video", "language_not_supported"] as const)(
      "keeps the container's own verdict %s",
      async (code) => {
        container.next = { status: 422, body: problemOf({ code }, "en", "request-7") };

        expect(await backend().submit(job(), signal())).toMatchObject({ ok: false, error: { code } });
      },
    );

    test("asks for the version and the sign that the job names, and keeps the values of a refusal", async () => {
      const params = { language: "ASL", supported: "asl-letters-1.0.0" };
      const problem = problemOf({ code: "model_version_not_supported", params }, "en", "request-7");
      container.next = { status: 422, body: { ...problem, params } };

      const answer = await backend().submit(
        { ...job(), modelVersion: "asl-letters-9.9.9", expectedGesture: "Ñ" },
        signal(),
      );

      expect(answer).toMatchObject({ ok: false, error: { code: "model_version_not_supported", params } });
      const told = `${container.seen.path} ${JSON.stringify(container.seen.headers)}`;
      for (const part of ["model_version=asl-letters-9.9.9", "expected=%C3%91"]) expect(told).toContain(part);
    });

    test.each([
      ["a full queue", 503, problemOf({ code: "inference_overloaded" }, "en", "r"), "inference_overloaded"],
      ["a crash", 500, "stack trace", "inference_unavailable"],
      ["garbage", 200, "<html>", "inference_bad_answer"],
      ["a result without predictions", 200, { model_version: "x" }, "inference_bad_answer"],
      ["a refusal it does not explain", 400, "no", "inference_rejected"],
    ])("tells %s apart", async (_, status, body, code) => {
      container.next = { status, body };

      expect(await backend().submit(job(), signal())).toMatchObject({ ok: false, error: { code } });
    });

    test("tells a video that breaks off from a backend that does", async () => {
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => controller.enqueue(VIDEO.subarray(0, 2)),
        pull: (controller) => controller.error(new TypeError("terminated")),
      });

      const answer = await backend().submit({ ...job(), video: { ...job().video, body } }, signal());

      expect(answer).toMatchObject({ ok: false, error: { code: "storage_unavailable" } });
    });

    test("stops waiting when it is told to", async () => {
      container.next = "hang";
      const abort = new AbortController();
      const answers = [backend().submit(job(), abort.signal), backend().track(PICTURE_JOB, abort.signal)];
      abort.abort(new DOMException("too late", "TimeoutError"));

      for (const answer of await Promise.all(answers))
        expect(answer).toMatchObject({ ok: false, error: { code: "inference_timeout" } });
    });

    test("has the hand of a stream looked for where it was", async () => {
      container.next = { status: 200, body: { ...RESULT, predictions: [], hands: [HAND], image: IMAGE } };

      const answer = await backend().track(PICTURE_JOB, signal());

      expect(answer).toEqual({ ok: true, value: { landmarks: HAND.landmarks, image: IMAGE } });
      expect(new Uint8Array(container.seen.body)).toEqual(PICTURE_JOB.picture);
      const told = decodeURIComponent(`${container.seen.path} ${JSON.stringify(container.seen.headers)}`);
      for (const part of ["track", "0.5000,0.2500,0.3333,-1.5000", "stream-7", "request-7", "image/jpeg"])
        expect(told).toContain(part);
    });

    test("sees no hand in a picture without one, and has it looked for everywhere", async () => {
      container.next = { status: 200, body: { ...RESULT, predictions: [], hands: [], image: IMAGE } };

      const answer = await backend().track({ ...PICTURE_JOB, region: undefined }, signal());

      expect(answer).toEqual({ ok: true, value: { landmarks: undefined, image: IMAGE } });
      expect(`${container.seen.path} ${JSON.stringify(container.seen.headers)}`).not.toContain("region");
    });

    test.each([
      [
        "a picture it cannot read",
        422,
        problemOf({ code: "media_unreadable" }, "en", "r"),
        "media_unreadable",
      ],
      ["a full queue", 503, "busy", "inference_overloaded"],
      ["a result without hands", 200, RESULT, "inference_bad_answer"],
    ])("tells %s of a stream apart", async (_, status, body, code) => {
      container.next = { status, body };

      expect(await backend().track(PICTURE_JOB, signal())).toMatchObject({ ok: false, error: { code } });
    });
  });

  test("a container that is not there is a passing fault", async () => {
    const nobody = createContainerBackend(containerAt("http://127.0.0.1:9"));

    const fault = { ok: false, error: { code: "inference_unavailable" } };
    expect(await nobody.submit(job(), signal())).toMatchObject(fault);
    expect(await nobody.track(PICTURE_JOB, signal())).toMatchObject(fault);
    expect(await nobody.ping(signal())).toMatchObject(fault);
  });

  test("the stub sees a hand in every picture, and letters know it", async () => {
    const stub = createStubBackend(["A", "B"]);
    const answer = await stub.track(PICTURE_JOB, signal());
    const { landmarks = [], image } = answer.ok ? answer.value : { image: IMAGE };
    const pixels = landmarks.flatMap(({ x, y, z }) => [x * image.width, y * image.height, z * image.width]);

    const [letter] = classifyHand(Float32Array.from(pixels), alphabetFor("ASL") as Alphabet);
    expect(letter).toMatchObject({ label: "B", confidence: expect.closeTo(1, 1) });
  });

  test("a container tells its model by ping", async () => {
    container.next = { status: 200, body: { status: "ready", model_version: "asl-letters-1.0.0" } };

    expect(await backends.get("container")?.ping(signal())).toEqual({
      ok: true,
      value: { modelVersion: "asl-letters-1.0.0" },
    });
  });

  test("SageMaker tells whether the endpoint is in service, to those with the right secret", async () => {
    const fault = { ok: false, error: { code: "inference_unavailable" } };

    expect(await backends.get("SageMaker")?.ping(signal())).toEqual({ ok: true, value: {} });
    expect(await backends.get("stranger")?.ping(signal())).toMatchObject(fault);
    expect(await backends.get("stranger")?.submit(job(), signal())).toMatchObject(fault);
  });

  describe("a video larger than SageMaker's payload", () => {
    const large = new Uint8Array(MAX_PAYLOAD_BYTES + 1).fill(7);
    const backend = (): InferenceBackend => backends.get("SageMaker") as InferenceBackend;

    async function submitLarge(): Promise<string> {
      const answer = await backend().submit(job(large), signal());
      if (!answer.ok || answer.value.state !== "pending") throw new Error(JSON.stringify(answer));
      return answer.value.ticket;
    }

    test("goes by S3 and its result is found by asking again", async () => {
      await cloudflare.bucket.put(LOCATION.key, large);

      const ticket = await submitLarge();
      await sagemaker.settled();

      expect(await backend().poll(ticket, signal())).toEqual({
        ok: true,
        value: { state: "done", result: RESULT },
      });
      expect(container.seen.body.length).toBe(large.length);
    });

    test("is pending until there is an output", async () => {
      const ticket = JSON.stringify({
        output: `s3://${BUCKET}/output/not-yet`,
        failure: `s3://${BUCKET}/failure/not-yet`,
      });

      expect(await backend().poll(ticket, signal())).toMatchObject({
        ok: true,
        value: { state: "pending", ticket },
      });
    });

    test("fails with the container's verdict", async () => {
      await cloudflare.bucket.put(LOCATION.key, large);
      container.next = { status: 422, body: problemOf({ code: "media_unreadable" }, "en", "r") };

      const ticket = await submitLarge();
      await sagemaker.settled();

      expect(await backend().poll(ticket, signal())).toMatchObject({
        ok: false,
        error: { code: "media_unreadable" },
      });
    });
  });
});
