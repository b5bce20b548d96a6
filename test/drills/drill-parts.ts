/** The Worker's parts with faults in front of them. */
import type { Random } from "../../container/train/random.ts";
import { err } from "../../shared/contract/result.ts";
import { CLOSED } from "../../shared/delivery/breaker.ts";
import type { Announcer } from "../../worker/ports/announcer.ts";
import type { BreakerStore } from "../../worker/ports/breakers.ts";
import type { Parts } from "../../worker/services/parts.ts";
import type { DrillStorage } from "./drill-storage.ts";
import type { Faults } from "./faults.ts";
import { faultyMirror } from "./faulty-mirror.ts";
import { faultySessions } from "./faulty-sessions.ts";
import type { Incarnation } from "./incarnation.ts";
import { PROCESSING_TIMEOUT_MS, playedContainer } from "./played-container.ts";
import { BUCKET, playedStorage } from "./played-storage.ts";
import type { SimulatedTime } from "./simulated-time.ts";

export interface DrillWorld {
  readonly time: SimulatedTime;
  readonly faults: Faults;
  readonly random: Random;
  readonly storage: DrillStorage;
  readonly announcer: Announcer;
  /** Milliseconds by which the Worker's clock is off. */
  readonly clock: { skewMs: number };
  /** Whether a backend that fails is spared, which leaves sessions to the sweep. */
  readonly hasBreakers: boolean;
  newId(): string;
  onEnd(sessionId: string): void;
  onContainerCall(): void;
  onMirrorCall(): void;
}

/** Never opens. */
const NO_BREAKERS: BreakerStore = { read: async () => CLOSED, replace: async () => true };

export function partsOf(world: DrillWorld, incarnation: Incarnation): Parts {
  const { time, faults, random, clock, storage, announcer } = world;
  const { breakers, aws, table } = storage;
  const parts: Omit<
    Parts,
    | "tuning"
    | "streams"
    | "remoteMedia"
    | "uploadSigner"
    | "sagemaker"
    | "tenant"
    | "apiKeys"
    | "auditLog"
    | "rateLimiter"
    | "tokens"
    | "randomBytes"
  > = {
    sessions: faultySessions(storage.sessions, faults, incarnation, world.onEnd),
    deadLetters: {
      ...storage.deadLetters,
      record: (letter) => incarnation.call(() => storage.deadLetters.record(letter)),
    },
    breakers: world.hasBreakers
      ? {
          read: (backend) => incarnation.call(() => breakers.read(backend)),
          replace: (...change) => incarnation.call(() => breakers.replace(...change)),
        }
      : NO_BREAKERS,
    uploads: storage.uploads,
    idempotency: storage.idempotency,
    videos: playedStorage(faults, incarnation),
    inference: playedContainer({ time, faults, random, onCall: world.onContainerCall }, incarnation),
    mirror: faultyMirror({ time, random, aws, table, faults, onCall: world.onMirrorCall }, incarnation),
    announcer: {
      announce: (...message) => incarnation.call(() => announcer.announce(...message)),
      announceAll: (...messages) => incarnation.call(() => announcer.announceAll(...messages)),
    },
    feed: {
      publish: () => incarnation.call(async () => {}),
      watch: async () => err({ code: "too_many_watchers" }),
    },
    log: () => {},
    models: [],
    settings: {
      accessMode: "open",
      requestsPerMinute: 1000,
      requestsPerMinuteOfAddress: 1000,
      assessQueueName: "drill-assess",
      batchTimeoutSeconds: 0,
      uploadBucket: BUCKET,
      maxVideoBytes: 1024,
      retentionDays: 30,
      processingTimeoutMs: PROCESSING_TIMEOUT_MS,
      useSagemaker: false,
      sagemakerEndpoint: null,
      activeModels: {},
      gestureLabels: [],
      configProblems: [],
    },
    now: () => time.now + clock.skewMs,
    newId: () => world.newId(),
    random: () => random.next(),
  };
  // Nothing in a drill tunes or predicts.
  return parts as Parts;
}
