/** The only place that knows which implementation stands behind a port. */
import { getRandom } from "@cloudflare/containers";
import { DEFAULT_TENANT } from "../shared/contract/access.ts";
import { MAX_INLINE_BYTES } from "../shared/contract/prediction.ts";
import { signsOf } from "../shared/signs/alphabet.ts";
import { ALPHABETS } from "../shared/signs/alphabets.ts";
import { createD1AuditLog } from "./adapters/access/d1-audit-log.ts";
import { createD1ApiKeyStore } from "./adapters/access/d1-keys.ts";
import { createRateLimiter } from "./adapters/access/durable-object-rate-limiter.ts";
import { createTokenVerifier } from "./adapters/access/jwks-tokens.ts";
import { createQueueAnnouncer } from "./adapters/announcer/queues.ts";
import { type Aws, createAws } from "./adapters/aws.ts";
import { createD1BreakerStore } from "./adapters/breakers/d1.ts";
import { createD1DeadLetterStore } from "./adapters/dead-letters/d1.ts";
import { createAssessmentFeed } from "./adapters/feed/durable-object.ts";
import { createD1IdempotencyStore } from "./adapters/idempotency/d1.ts";
import {
  type ContainerFetch,
  containerAt,
  createContainerBackend,
  withSecret,
} from "./adapters/inference/container.ts";
import { createSageMakerEndpoint } from "./adapters/inference/invoke-endpoint.ts";
import { createSageMakerBackend } from "./adapters/inference/sagemaker.ts";
import { createStubBackend } from "./adapters/inference/stub.ts";
import { createDynamoDbMirror } from "./adapters/mirror/dynamodb.ts";
import { createGuardedFetch } from "./adapters/remote-media/guarded-fetch.ts";
import { resolveOverHttps } from "./adapters/remote-media/resolve-host.ts";
import { createD1SessionStore } from "./adapters/sessions/d1.ts";
import { createStreams } from "./adapters/streams/durable-object.ts";
import { createTuningSessions } from "./adapters/tuning/durable-object.ts";
import { createD1UploadRegister } from "./adapters/uploads/d1.ts";
import { videosByBucket } from "./adapters/videos/by-bucket.ts";
import { createR2VideoStore } from "./adapters/videos/r2.ts";
import { createS3VideoStore } from "./adapters/videos/s3.ts";
import { createS3UploadSigner } from "./adapters/videos/s3-upload-signer.ts";
import { type Bindings, type Config, readConfig } from "./config.ts";
import { logToConsole } from "./http/console-log.ts";
import type { InferenceBackend } from "./ports/inference.ts";
import type { VideoStore } from "./ports/videos.ts";
import type { Parts, Settings } from "./services/parts.ts";

/** The queue's name and timing in wrangler.toml. */
const ASSESS_QUEUE = { name: "senal-assess", batchTimeoutSeconds: 0 };
const REMOTE_MEDIA_TIMEOUT_MS = 10_000;
const ALPHABET_LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];

export interface Deps {
  readonly parts: Parts;
  readonly readAsset: (path: string) => Promise<Response>;
  readonly corsOrigins: readonly string[];
}

/** `replaced` puts other parts in the place of those that the configuration asks for. */
export function createDeps(bindings: Bindings, replaced: Partial<Parts> = {}): Deps {
  const config = readConfig({ ...bindings });
  const aws = awsOf(config);
  const videos = videoStores(bindings, config, aws);
  const parts: Parts = {
    tenant: DEFAULT_TENANT,
    apiKeys: createD1ApiKeyStore(bindings.DB),
    auditLog: createD1AuditLog(bindings.DB),
    rateLimiter: createRateLimiter(bindings.RATE_LIMIT),
    tokens: config.access.tokens ? createTokenVerifier(config.access.tokens) : undefined,
    sessions: createD1SessionStore(bindings.DB),
    deadLetters: createD1DeadLetterStore(bindings.DB),
    breakers: createD1BreakerStore(bindings.DB),
    uploads: createD1UploadRegister(bindings.DB, config.r2Bucket),
    idempotency: createD1IdempotencyStore(bindings.DB),
    videos,
    inference: inferenceBackend(bindings, config, aws, videos),
    mirror: config.mirrorTable ? createDynamoDbMirror(aws, config.mirrorTable) : undefined,
    announcer: createQueueAnnouncer({ assess: bindings.ASSESS_QUEUE, mirror: bindings.MIRROR_QUEUE }),
    feed: createAssessmentFeed(bindings.ASSESSMENT_FEED),
    remoteMedia: createGuardedFetch(
      {
        maxBytes: config.maxVideoBytes,
        maxUnsizedBytes: MAX_INLINE_BYTES,
        timeoutMs: REMOTE_MEDIA_TIMEOUT_MS,
      },
      resolveOverHttps,
    ),
    uploadSigner: uploadSignerOf(config, aws),
    sagemaker: config.sagemaker.endpointName
      ? createSageMakerEndpoint(aws, config.sagemaker.endpointName)
      : undefined,
    streams: createStreams(bindings.LIVE_STREAM),
    tuning: createTuningSessions(bindings.TUNING_SESSION),
    log: logToConsole,
    models: ALPHABETS.map((alphabet) => ({ ...alphabet, labels: signsOf(alphabet) })),
    settings: settingsOf(config),
    now: () => Date.now(),
    newId: () => crypto.randomUUID(),
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    random: () => Math.random(),
    ...replaced,
  };
  return {
    parts,
    readAsset: (path) => bindings.ASSETS.fetch(new URL(path, "https://assets.local")),
    corsOrigins: config.corsOrigins,
  };
}

/** Without credentials every signed request is refused by AWS, and /ready says which variables are missing. */
const awsOf = ({ aws }: Config): Aws =>
  createAws({
    credentials: aws.credentials ?? { accessKeyId: "missing", secretAccessKey: "missing" },
    region: aws.region,
    endpoints: {
      ...(aws.endpoints.s3 ? { s3: aws.endpoints.s3 } : {}),
      ...(aws.endpoints.dynamodb ? { dynamodb: aws.endpoints.dynamodb } : {}),
      ...(aws.endpoints.sagemaker ? { sagemaker: aws.endpoints.sagemaker } : {}),
      ...(aws.endpoints.sagemakerRuntime ? { "sagemaker-runtime": aws.endpoints.sagemakerRuntime } : {}),
    },
  });

function uploadSignerOf({ s3Buckets: [bucket], aws: { credentials, region } }: Config, aws: Aws) {
  return bucket && credentials ? createS3UploadSigner(aws, bucket, region) : undefined;
}

const videoStores = ({ VIDEOS }: Bindings, { r2Bucket, s3Buckets, aws: { region } }: Config, aws: Aws) =>
  videosByBucket([
    createR2VideoStore(VIDEOS, r2Bucket),
    ...s3Buckets.map((bucket) => createS3VideoStore(aws, bucket, region)),
  ]);

function inferenceBackend(
  bindings: Bindings,
  { inference, sagemaker, gestureLabels }: Config,
  aws: Aws,
  results: VideoStore,
): InferenceBackend {
  switch (inference.backend) {
    case "sagemaker":
      return createSageMakerBackend(aws, {
        endpointName: sagemaker.endpointName ?? "",
        asyncEndpointName: sagemaker.asyncEndpointName ?? "",
        maxPayloadBytes: sagemaker.maxPayloadBytes,
        results,
      });
    case "stub":
      return createStubBackend(gestureLabels.length > 0 ? gestureLabels : ALPHABET_LETTERS);
    case "container":
      return createContainerBackend(
        withSecret(
          inference.url ? containerAt(inference.url) : boundContainer(bindings, inference.instances),
          inference.secret,
        ),
      );
  }
}

/** One of several Cloudflare containers, at random; it starts if it sleeps. */
const boundContainer =
  ({ INFERENCE_CONTAINER }: Bindings, instances: number): ContainerFetch =>
  async (path, init) => {
    const container = await getRandom(INFERENCE_CONTAINER, instances);
    return container.fetch(new Request(`http://container${path}`, init));
  };

const settingsOf = (config: Config): Settings => ({
  accessMode: config.access.mode,
  requestsPerMinute: config.access.requestsPerMinute,
  requestsPerMinuteOfAddress: config.access.requestsPerMinuteOfAddress,
  assessQueueName: ASSESS_QUEUE.name,
  batchTimeoutSeconds: ASSESS_QUEUE.batchTimeoutSeconds,
  uploadBucket: config.r2Bucket,
  maxVideoBytes: config.maxVideoBytes,
  retentionDays: config.retentionDays,
  processingTimeoutMs: config.processingTimeoutMs,
  useSagemaker: config.inference.backend === "sagemaker",
  sagemakerEndpoint: config.sagemaker.endpointName ?? null,
  activeModels: config.activeModels,
  gestureLabels: config.gestureLabels,
  configProblems: config.problems,
});
