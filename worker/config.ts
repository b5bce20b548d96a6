/** The environment, read once into a typed configuration. Reading never fails: what is wrong is named and left out. */
import type { Container } from "@cloudflare/containers";
import { z } from "zod";
import { type ActiveModels, ActiveModelsSchema } from "../shared/contract/model.ts";

/** What Cloudflare gives the Worker besides variables; see wrangler.toml. */
export interface Bindings {
  readonly DB: D1Database;
  readonly VIDEOS: R2Bucket;
  readonly ASSESS_QUEUE: Queue;
  readonly MIRROR_QUEUE: Queue;
  readonly ASSETS: Fetcher;
  readonly ASSESSMENT_FEED: DurableObjectNamespace;
  readonly LIVE_STREAM: DurableObjectNamespace;
  readonly TUNING_SESSION: DurableObjectNamespace;
  readonly INFERENCE_CONTAINER: DurableObjectNamespace<Container>;
}

const MEBIBYTE = 1024 * 1024;
// The consumer of a queue may run for 15 minutes (Cloudflare Queues, Limits); one of them is for everything else.
const LONGEST_PROCESSING_SECONDS = 14 * 60;

const list = z
  .string()
  .default("")
  .transform((text) =>
    text
      .split(",")
      .map((item) => item.trim())
      .filter((item) => item !== ""),
  );
const bucket = z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "must be the name of a bucket");
const url = z.url({ protocol: /^https?$/, error: "must be an http or https address" });
const megabytes = (fallback: number, most: number) =>
  z.coerce.number("must be a number").positive("must be positive").max(most).default(fallback);

const VariablesSchema = z.object({
  INFERENCE_BACKEND: z.enum(["auto", "container", "sagemaker", "stub"]).default("auto"),
  INFERENCE_URL: url.optional(),
  INFERENCE_INSTANCES: z.coerce.number("must be a number").int().min(1).max(1000).default(1),
  USE_SAGEMAKER: z.stringbool("must be true or false").default(false),
  SAGEMAKER_ENDPOINT_NAME: z.string().optional(),
  SAGEMAKER_ASYNC_ENDPOINT_NAME: z.string().optional(),
  SAGEMAKER_MAX_PAYLOAD_MB: megabytes(6, 25),
  AWS_REGION: z
    .string()
    .regex(/^[a-z]{2}(-[a-z0-9]+)+$/, "must be a region such as us-east-1")
    .default("us-east-1"),
  AWS_ENDPOINT_URL: url.optional(),
  AWS_ENDPOINT_URL_S3: url.optional(),
  AWS_ENDPOINT_URL_DYNAMODB: url.optional(),
  AWS_ENDPOINT_URL_SAGEMAKER: url.optional(),
  AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME: url.optional(),
  AWS_ACCESS_KEY_ID: z.string().optional(),
  AWS_SECRET_ACCESS_KEY: z.string().optional(),
  AWS_SESSION_TOKEN: z.string().optional(),
  R2_BUCKET_VIDEOS: bucket.default("senal-videos"),
  S3_BUCKET_VIDEOS: list.pipe(z.array(bucket)),
  DYNAMODB_TABLE_AI_SESSIONS: z.string().optional(),
  ACTIVE_MODELS: ActiveModelsSchema,
  GESTURE_LABELS: list,
  MAX_VIDEO_SIZE_MB: megabytes(50, 100),
  RETENTION_DAYS: z.coerce.number("must be a number").int().min(1).max(3650).default(30),
  VIDEO_PROCESSING_TIMEOUT_SECONDS: z.coerce
    .number("must be a number")
    .min(1)
    .max(LONGEST_PROCESSING_SECONDS)
    .default(120),
  CORS_ORIGINS: list.transform((origins) => (origins.length > 0 ? origins : ["*"])),
});
type Variables = z.infer<typeof VariablesSchema>;

export type InferenceChoice = "container" | "sagemaker" | "stub";

export interface AwsConfig {
  readonly region: string;
  /** Undefined when no credentials are set. */
  readonly credentials:
    | { readonly accessKeyId: string; readonly secretAccessKey: string; readonly sessionToken?: string }
    | undefined;
  /** Addresses that replace those of AWS. */
  readonly endpoints: {
    readonly s3: string | undefined;
    readonly dynamodb: string | undefined;
    readonly sagemaker: string | undefined;
    readonly sagemakerRuntime: string | undefined;
  };
}

export interface Config {
  readonly inference: {
    readonly backend: InferenceChoice;
    /** Base address of a vision container; undefined for Cloudflare's own. */
    readonly url: string | undefined;
    /** Number of Cloudflare containers that share the work. */
    readonly instances: number;
  };
  readonly sagemaker: {
    readonly endpointName: string | undefined;
    readonly asyncEndpointName: string | undefined;
    readonly maxPayloadBytes: number;
  };
  readonly aws: AwsConfig;
  /** Name by which `s3://name/key` means the R2 bucket. */
  readonly r2Bucket: string;
  readonly s3Buckets: readonly string[];
  /** Undefined when sessions are not mirrored. */
  readonly mirrorTable: string | undefined;
  readonly activeModels: ActiveModels;
  readonly gestureLabels: readonly string[];
  readonly maxVideoBytes: number;
  /** After which uploaded videos are deleted. */
  readonly retentionDays: number;
  readonly processingTimeoutMs: number;
  readonly corsOrigins: readonly string[];
  /** Sentences that each name a variable and what is wrong with it; their values are never repeated. */
  readonly problems: readonly string[];
}

/** Reads the variables of an environment; everything else in it is left alone. */
export function readConfig(environment: Readonly<Record<string, unknown>>): Config {
  const { variables, problems } = readVariables(environment);
  const config = toConfig(variables);
  return { ...config, problems: [...problems, ...contradictions(config)] };
}

/** An empty variable counts as not set; a wrong one is reported and counts as not set. */
function readVariables(environment: Readonly<Record<string, unknown>>) {
  const present = Object.keys(VariablesSchema.shape).flatMap((name) => {
    const value = environment[name];
    return value === undefined || value === null || value === "" ? [] : [[name, String(value)] as const];
  });
  const parsed = VariablesSchema.safeParse(Object.fromEntries(present));
  if (parsed.success) return { variables: parsed.data, problems: [] };
  const wrong = new Map(parsed.error.issues.map((issue) => [String(issue.path[0]), issue.message]));
  return {
    variables: VariablesSchema.parse(Object.fromEntries(present.filter(([name]) => !wrong.has(name)))),
    problems: [...wrong].map(([name, message]) => `${name}: ${message}.`),
  };
}

const toConfig = (variables: Variables): Omit<Config, "problems"> => ({
  inference: {
    backend: chooseBackend(variables),
    url: variables.INFERENCE_URL,
    instances: variables.INFERENCE_INSTANCES,
  },
  sagemaker: {
    endpointName: variables.SAGEMAKER_ENDPOINT_NAME,
    asyncEndpointName: variables.SAGEMAKER_ASYNC_ENDPOINT_NAME,
    maxPayloadBytes: variables.SAGEMAKER_MAX_PAYLOAD_MB * MEBIBYTE,
  },
  aws: {
    region: variables.AWS_REGION,
    credentials: credentialsOf(variables),
    endpoints: {
      s3: variables.AWS_ENDPOINT_URL_S3 ?? variables.AWS_ENDPOINT_URL,
      dynamodb: variables.AWS_ENDPOINT_URL_DYNAMODB ?? variables.AWS_ENDPOINT_URL,
      sagemaker: variables.AWS_ENDPOINT_URL_SAGEMAKER ?? variables.AWS_ENDPOINT_URL,
      sagemakerRuntime: variables.AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME ?? variables.AWS_ENDPOINT_URL,
    },
  },
  r2Bucket: variables.R2_BUCKET_VIDEOS,
  s3Buckets: variables.S3_BUCKET_VIDEOS,
  mirrorTable: variables.DYNAMODB_TABLE_AI_SESSIONS,
  activeModels: variables.ACTIVE_MODELS,
  gestureLabels: variables.GESTURE_LABELS,
  maxVideoBytes: variables.MAX_VIDEO_SIZE_MB * MEBIBYTE,
  retentionDays: variables.RETENTION_DAYS,
  processingTimeoutMs: variables.VIDEO_PROCESSING_TIMEOUT_SECONDS * 1000,
  corsOrigins: variables.CORS_ORIGINS,
});

/** The stub makes answers up, so nothing but its name selects it. */
function chooseBackend({ INFERENCE_BACKEND, USE_SAGEMAKER }: Variables): InferenceChoice {
  if (INFERENCE_BACKEND !== "auto") return INFERENCE_BACKEND;
  return USE_SAGEMAKER ? "sagemaker" : "container";
}

function credentialsOf(variables: Variables): AwsConfig["credentials"] {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = variables;
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) return undefined;
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}),
  };
}

function contradictions(config: Omit<Config, "problems">): string[] {
  const { inference, sagemaker, aws, s3Buckets, r2Bucket, mirrorTable } = config;
  const needsAws = inference.backend === "sagemaker" || s3Buckets.length > 0 || mirrorTable !== undefined;
  return [
    ...(inference.backend === "sagemaker" && !sagemaker.endpointName
      ? ["SAGEMAKER_ENDPOINT_NAME: must name the endpoint when SageMaker is used."]
      : []),
    ...(needsAws && !aws.credentials
      ? [
          "AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY: must be set when SageMaker, S3_BUCKET_VIDEOS or DYNAMODB_TABLE_AI_SESSIONS is used.",
        ]
      : []),
    ...(s3Buckets.includes(r2Bucket)
      ? ["S3_BUCKET_VIDEOS: must not hold the name in R2_BUCKET_VIDEOS, which means the R2 bucket."]
      : []),
  ];
}
