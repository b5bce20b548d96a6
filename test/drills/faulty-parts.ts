/** The Worker's parts with faults in front of them: real D1 and DynamoDB, a played store of videos and a played recogniser. */
import type { Random } from "../../container/train/random.ts";
import type { Session } from "../../shared/assessment/session.ts";
import { isOpen } from "../../shared/assessment/transitions.ts";
import type { ErrorCode, Fault } from "../../shared/contract/errors.ts";
import { err, ok, type Result } from "../../shared/contract/result.ts";
import type { Announcer } from "../../worker/ports/announcer.ts";
import type { IdempotencyStore } from "../../worker/ports/idempotency.ts";
import type { InferenceAnswer, InferenceBackend } from "../../worker/ports/inference.ts";
import type { SessionMirror } from "../../worker/ports/mirror.ts";
import type { SessionStore } from "../../worker/ports/sessions.ts";
import type { VideoStore } from "../../worker/ports/videos.ts";
import type { Parts } from "../../worker/services/parts.ts";
import type { FaultKind, Faults } from "./faults.ts";
import type { Incarnation } from "./incarnation.ts";
import type { SimulatedTime } from "./simulated-time.ts";

export const BUCKET = "drill-videos";
const PROCESSING_TIMEOUT_MS = 120_000;
const LONGEST_RECOGNITION_MS = 5_000;
/** The share of videos that an asynchronous backend takes its time for. */
const ASYNCHRONOUS_SHARE = 0.2;
const POLL_SECONDS = 10;

export interface Drill {
  readonly time: SimulatedTime;
  readonly faults: Faults;
  readonly random: Random;
  readonly sessions: SessionStore;
  readonly idempotency: IdempotencyStore;
  readonly mirror: SessionMirror;
  readonly announcer: Announcer;
  /** Milliseconds by which the Worker's clock is off. */
  readonly clock: { skewMs: number };
  /** How often each session was brought to its end. */
  readonly endings: Map<string, number>;
  newId(): string;
}

export function partsOf(drill: Drill, incarnation: Incarnation): Parts {
  const { time, clock, random } = drill;
  const parts: Omit<Parts, "tuning" | "streams" | "remoteMedia" | "uploadSigner" | "sagemaker"> = {
    sessions: faultySessions(drill, incarnation),
    idempotency: drill.idempotency,
    videos: faultyVideos(drill, incarnation),
    inference: faultyInference(drill, incarnation),
    mirror: faultyMirror(drill, incarnation),
    announcer: {
      announce: (...message) => incarnation.call(() => drill.announcer.announce(...message)),
    },
    feed: {
      publish: () => incarnation.call(async () => {}),
      watch: async () => err({ code: "too_many_watchers" }),
    },
    log: () => {},
    models: [],
    settings: {
      assessQueueName: "drill-assess",
      batchTimeoutSeconds: 0,
      uploadBucket: BUCKET,
      maxVideoBytes: 1024,
      processingTimeoutMs: PROCESSING_TIMEOUT_MS,
      useSagemaker: false,
      sagemakerEndpoint: null,
      activeModels: {},
      gestureLabels: [],
      configProblems: [],
    },
    now: () => time.now + clock.skewMs,
    newId: () => drill.newId(),
    random: () => random.next(),
  };
  // Nothing in a drill tunes or predicts.
  return parts as Parts;
}

function faultySessions({ sessions, faults, endings }: Drill, incarnation: Incarnation): SessionStore {
  const read = <T>(work: () => Promise<T>): Promise<T> =>
    incarnation.call(async () => {
      if (faults.strikes("database refuses a read")) throw new Error("D1_ERROR: overloaded");
      return work();
    });
  const write = <T>(work: () => Promise<T>): Promise<T> =>
    incarnation.call(async () => {
      if (faults.strikes("database refuses a write")) throw new Error("D1_ERROR: overloaded");
      const answer = await work();
      if (faults.strikes("database loses an answer")) throw new Error("D1_ERROR: network connection lost");
      return answer;
    });
  const replace = async (next: Session, outbox: Parameters<SessionStore["replace"]>[1]) => {
    const isReplaced = await sessions.replace(next, outbox);
    if (isReplaced && !isOpen(next)) endings.set(next.sessionId, (endings.get(next.sessionId) ?? 0) + 1);
    return isReplaced;
  };
  return {
    ...sessions,
    insert: (...row) => write(() => sessions.insert(...row)),
    find: (id) => read(() => sessions.find(id)),
    replace: (...change) => write(() => replace(...change)),
    pendingOutbox: (...query) => read(() => sessions.pendingOutbox(...query)),
    postponeOutbox: (...row) => write(() => sessions.postponeOutbox(...row)),
    settleOutbox: (...row) => write(() => sessions.settleOutbox(...row)),
    recordDeadLetter: (letter) => write(() => sessions.recordDeadLetter(letter)),
  };
}

function faultyVideos({ faults }: Drill, incarnation: Incarnation): VideoStore {
  const notNeeded = async () => err({ code: "storage_unavailable" } as const);
  return {
    buckets: [BUCKET],
    open: () =>
      incarnation.call(async () => {
        if (faults.strikes("video storage is down")) return err({ code: "storage_unavailable" } as const);
        if (faults.strikes("video is gone")) return err({ code: "video_not_found" } as const);
        const body = new Blob(["video"]).stream();
        return ok({ body, sizeBytes: 5, contentType: "video/mp4" });
      }),
    put: notNeeded,
    remove: notNeeded,
  };
}

const BACKEND_FAULTS: readonly (readonly [FaultKind, ErrorCode])[] = [
  ["container is down", "inference_unavailable"],
  ["container is overloaded", "inference_overloaded"],
  ["container answers garbage", "inference_bad_answer"],
];

function faultyInference({ time, faults, random }: Drill, incarnation: Incarnation): InferenceBackend {
  const recognise = async (): Promise<Result<InferenceAnswer, Fault>> => {
    for (const [kind, code] of BACKEND_FAULTS) if (faults.strikes(kind)) return err({ code });
    if (faults.strikes("container hangs")) {
      await time.sleep(PROCESSING_TIMEOUT_MS);
      return err({ code: "inference_timeout" });
    }
    await time.sleep(LONGEST_RECOGNITION_MS * random.next());
    return ok({
      state: "done",
      result: {
        predictions: [{ label: "A", confidence: 0.5 + random.next() / 2 }],
        model_version: "drill",
        timings_ms: {},
      },
    });
  };
  // The time that passes here is simulated, so only the calls before and after it count as work.
  const answer = async (): Promise<Result<InferenceAnswer, Fault>> => {
    await incarnation.call(async () => {});
    const answered = await recognise();
    return incarnation.call(async () => answered);
  };
  return {
    framework: "stub",
    submit: () =>
      random.next() < ASYNCHRONOUS_SHARE
        ? incarnation.call(async () =>
            ok({ state: "pending", ticket: "ticket", pollAfterSeconds: POLL_SECONDS } as const),
          )
        : answer(),
    poll: answer,
    track: async () => err({ code: "inference_unavailable" }),
    ping: async () => ok({}),
  };
}

function faultyMirror({ mirror, faults }: Drill, incarnation: Incarnation): SessionMirror {
  return {
    ...mirror,
    write: (...row) =>
      incarnation.call(async () => {
        if (faults.strikes("mirror throttles")) return err({ code: "storage_unavailable" } as const);
        const written = await mirror.write(...row);
        return faults.strikes("mirror loses an answer")
          ? err({ code: "storage_unavailable" } as const)
          : written;
      }),
  };
}
