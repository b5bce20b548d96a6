/** The vision container as the Worker's own adapter meets it: what it answers, how late, and when it does not. */
import type { Random } from "../../container/train/random.ts";
import type { Fault } from "../../shared/contract/errors.ts";
import { err, ok, type Result } from "../../shared/contract/result.ts";
import { type ContainerFetch, createContainerBackend } from "../../worker/adapters/inference/container.ts";
import type { InferenceAnswer, InferenceBackend, InferenceJob } from "../../worker/ports/inference.ts";
import type { Faults } from "./faults.ts";
import type { Incarnation } from "./incarnation.ts";
import type { SimulatedTime } from "./simulated-time.ts";

export const PROCESSING_TIMEOUT_MS = 120_000;
const LONGEST_RECOGNITION_MS = 5_000;
/** The share of videos that an asynchronous backend takes its time for. */
const ASYNCHRONOUS_SHARE = 0.2;
const PENDING: InferenceAnswer = { state: "pending", ticket: "ticket", pollAfterSeconds: 10 };

interface Options {
  readonly time: SimulatedTime;
  readonly faults: Faults;
  readonly random: Random;
  /** Called whenever a video is submitted. */
  onCall(): void;
}

/** How a job goes: the time it takes, and what comes then. */
interface Course {
  readonly durationMs: number;
  readonly send: ContainerFetch;
}

export function playedContainer(
  { time, faults, random, onCall }: Options,
  incarnation: Incarnation,
): InferenceBackend {
  /** Undefined if all goes well. */
  const faultyCourse = (): Course | undefined => {
    const soon = LONGEST_RECOGNITION_MS * random.next();
    if (faults.strikes("container is down")) return { durationMs: 0, send: refuse };
    if (faults.strikes("container is killed mid-job")) return { durationMs: soon, send: breakOff };
    if (faults.strikes("container is overloaded")) return { durationMs: 0, send: turnAway };
    if (faults.strikes("container answers garbage")) return { durationMs: soon, send: babble };
    if (faults.strikes("container hangs")) return { durationMs: PROCESSING_TIMEOUT_MS, send: hang };
    if (!faults.strikes("container is slow")) return undefined;
    return { durationMs: PROCESSING_TIMEOUT_MS * (0.5 + random.next() / 2), send: recognise(random) };
  };
  const work = async (
    job: InferenceJob,
    signal: AbortSignal,
    isAsynchronous: boolean,
  ): Promise<Result<InferenceAnswer, Fault>> => {
    // The time that passes here is simulated, so only the calls before and after it count as work.
    await incarnation.call(async () => {});
    const fault = faultyCourse();
    if (!fault && isAsynchronous) return incarnation.call(async () => ok(PENDING));
    await time.sleep(fault?.durationMs ?? LONGEST_RECOGNITION_MS * random.next());
    return incarnation.call(() =>
      createContainerBackend(fault?.send ?? recognise(random)).submit(job, signal),
    );
  };
  const polled = (): InferenceJob => ({
    requestId: "poll",
    task: "assess",
    languageCode: "ASL",
    topK: 5,
    video: { body: new Blob(["video"]).stream(), sizeBytes: 5, contentType: "video/mp4" },
  });
  return {
    framework: "stub",
    submit(job, signal) {
      onCall();
      return work(job, signal, random.next() < ASYNCHRONOUS_SHARE);
    },
    poll: (_ticket, signal) => work(polled(), signal, false),
    track: async () => err({ code: "inference_unavailable" }),
    ping: async () => ok({}),
  };
}

const recognise =
  (random: Random): ContainerFetch =>
  async (_path, { body }) => {
    await new Response(body as ReadableStream).arrayBuffer();
    return Response.json({
      predictions: [{ label: "A", confidence: 0.5 + random.next() / 2 }],
      model_version: "drill",
      timings_ms: {},
    });
  };

const refuse: ContainerFetch = async () => {
  throw new TypeError("fetch failed: connection refused");
};

const breakOff: ContainerFetch = async (_path, { body }) => {
  await new Response(body as ReadableStream).arrayBuffer();
  throw new TypeError("fetch failed: connection reset by peer");
};

const hang: ContainerFetch = async () => {
  throw new DOMException("The operation was aborted due to timeout", "TimeoutError");
};

const turnAway: ContainerFetch = async () =>
  Response.json({ code: "inference_overloaded", detail: "busy" }, { status: 503 });

const babble: ContainerFetch = async () => new Response("<html>It works!</html>");
