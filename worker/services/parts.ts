/** What the services work with: the outside world behind ports, and settings. Built once in deps.ts. */
import type { ActiveModels } from "../../shared/contract/model.ts";
import type { Announcer } from "../ports/announcer.ts";
import type { ApiKeyStore } from "../ports/api-keys.ts";
import type { AssessmentFeed } from "../ports/assessment-feed.ts";
import type { AuditLog } from "../ports/audit-log.ts";
import type { BreakerStore } from "../ports/breakers.ts";
import type { DeadLetterStore } from "../ports/dead-letters.ts";
import type { IdempotencyStore } from "../ports/idempotency.ts";
import type { InferenceBackend } from "../ports/inference.ts";
import type { Log } from "../ports/log.ts";
import type { SessionMirror } from "../ports/mirror.ts";
import type { RateLimiter } from "../ports/rate-limiter.ts";
import type { RemoteMedia } from "../ports/remote-media.ts";
import type { SageMakerEndpoint } from "../ports/sagemaker-endpoint.ts";
import type { SessionStore } from "../ports/sessions.ts";
import type { Streams } from "../ports/streams.ts";
import type { TokenVerifier } from "../ports/token-verifier.ts";
import type { TuningSessions } from "../ports/tuning-sessions.ts";
import type { UploadSigner } from "../ports/upload-signer.ts";
import type { UploadRegister } from "../ports/uploads.ts";
import type { VideoStore } from "../ports/videos.ts";

/** A model that the service knows, as its training measured it. */
export interface ModelCard {
  readonly version: string;
  readonly languageCode: string;
  readonly labels: readonly string[];
  readonly metrics: Readonly<Record<string, number>>;
}

export interface Settings {
  /** `keys`: everybody needs one. `open`: only admins do. `local`: nobody does, on a developer's machine. */
  readonly accessMode: "keys" | "open" | "local";
  /** Of a caller without a limit of their own. */
  readonly requestsPerMinute: number;
  /** Of an address, for requests without a key. */
  readonly requestsPerMinuteOfAddress: number;
  readonly assessQueueName: string;
  /** How long a queue gathers messages before it delivers them. */
  readonly batchTimeoutSeconds: number;
  /** Bucket that uploads go to. */
  readonly uploadBucket: string;
  readonly maxVideoBytes: number;
  /** How long uploads are kept. */
  readonly retentionDays: number;
  /** For opening a video and recognising it, together. */
  readonly processingTimeoutMs: number;
  readonly useSagemaker: boolean;
  readonly sagemakerEndpoint: string | null;
  readonly activeModels: ActiveModels;
  /** What GET /model/info lists instead of the models' own labels; empty for the models' own. */
  readonly gestureLabels: readonly string[];
  /** Sentences that each name a variable and what is wrong with it. */
  readonly configProblems: readonly string[];
}

export interface Parts {
  /** Whose parts these are; see tenant-parts.ts. */
  readonly tenant: string;
  readonly apiKeys: ApiKeyStore;
  readonly auditLog: AuditLog;
  readonly rateLimiter: RateLimiter;
  /** Undefined when no identity provider is configured. */
  readonly tokens: TokenVerifier | undefined;
  readonly sessions: SessionStore;
  readonly deadLetters: DeadLetterStore;
  readonly breakers: BreakerStore;
  readonly uploads: UploadRegister;
  readonly idempotency: IdempotencyStore;
  readonly videos: VideoStore;
  readonly inference: InferenceBackend;
  /** Undefined when no mirror is configured. */
  readonly mirror: SessionMirror | undefined;
  readonly announcer: Announcer;
  readonly feed: AssessmentFeed;
  readonly remoteMedia: RemoteMedia;
  /** Undefined when no bucket at S3 is configured. */
  readonly uploadSigner: UploadSigner | undefined;
  /** Undefined when SageMaker is not configured. */
  readonly sagemaker: SageMakerEndpoint | undefined;
  readonly streams: Streams;
  readonly tuning: TuningSessions;
  readonly log: Log;
  readonly models: readonly ModelCard[];
  readonly settings: Settings;
  /** Milliseconds since 1970. */
  now(): number;
  /** A fresh UUID. */
  newId(): string;
  /** Unpredictable bytes, for secrets. */
  randomBytes(count: number): Uint8Array;
  /** Uniform in [0, 1). */
  random(): number;
}
