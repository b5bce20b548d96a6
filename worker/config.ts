/** The environment, read once into a typed configuration. Reading never fails: what is wrong is named and left out. */
import type { Container } from "@cloudflare/containers";
import { z } from "zod";
import { type Scope, ScopeSchema } from "../shared/contract/access.ts";
import { type ActiveModels, ActiveModelsSchema } from "../shared/contract/model.ts";

/** What Cloudflare gives the Worker besides variables; see wrangler.toml. */
export interface Bindings {
  readonly DB: D1Database;
  readonly VIDEOS: R2Bucket;
  readonly ASSESS_QUEUE: Queue;
  readonly MIRROR_QUEUE: Queue;
  readonly ASSETS: Fetcher;
  readonly RATE_LIMIT: DurableObjectNamespace;
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

const perMinute = z.coerce.number("must be a number").int().min(1).max(1_000_000).default(6000);

const VariablesSchema = z.object({
  AUTH_MODE: z.enum(["keys", "open", "local"], "must be keys, open or local").default("keys"),
  AUTH_JWT_ISSUER: z.string().optional(),
  AUTH_JWT_AUDIENCE: z.string().optional(),
  AUTH_JWT_JWKS_URL: z.url({ protocol: /^https$/, error: "must be an https address" }).optional(),
  AUTH_JWT_SCOPE_CLAIM: z.string().default("scope"),
  AUTH_JWT_SCOPES: list.pipe(z.array(ScopeSchema)),
  AUTH_JWT_TENANT_CLAIM: z.string().optional(),
  RATE_LIMIT_PER_MINUTE: perMinute,
  RATE_LIMIT_PER_MINUTE_OF_ADDRESS: perMinute,
  CONTAINER_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
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

export interface AccessConfig {
  readonly mode: "keys" | "open" | "local";
  /** Requests per minute of a caller, and of an address without a key. */
  readonly requestsPerMinute: number;
  readonly requestsPerMinuteOfAddress: number;
  /** Undefined when no identity provider is configured. */
  readonly tokens:
    | {
        readonly issuer: string;
        readonly audience: string;
        readonly jwksUrl: string;
        readonly scopeClaim: string;
        readonly scopes: readonly Scope[];
        readonly tenantClaim: string | undefined;
      }
    | undefined;
}

export interface Config {
  readonly access: AccessConfig;
  readonly inference: {
    readonly backend: InferenceChoice;
    /** Base address of a vision container; undefined for Cloudflare's own. */
    readonly url: string | undefined;
    /** Number of Cloudflare containers that share the work. */
    readonly instances: number;
    /** What the container knows the Worker by; undefined when it serves all who reach it. */
    readonly secret: string | undefined;
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
  return { ...config, problems: [...problems, ...contradictions(config), ...halfATokenSetting(variables)] };
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
  access: accessOf(variables),
  inference: {
    backend: chooseBackend(variables),
    url: variables.INFERENCE_URL,
    instances: variables.INFERENCE_INSTANCES,
    secret: variables.CONTAINER_SECRET,
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

function accessOf(variables: Variables): AccessConfig {
  const { AUTH_JWT_ISSUER: issuer, AUTH_JWT_AUDIENCE: audience, AUTH_JWT_JWKS_URL: jwksUrl } = variables;
  return {
    mode: variables.AUTH_MODE,
    requestsPerMinute: variables.RATE_LIMIT_PER_MINUTE,
    requestsPerMinuteOfAddress: variables.RATE_LIMIT_PER_MINUTE_OF_ADDRESS,
    tokens:
      issuer && audience && jwksUrl
        ? {
            issuer,
            audience,
            jwksUrl,
            scopeClaim: variables.AUTH_JWT_SCOPE_CLAIM,
            scopes: variables.AUTH_JWT_SCOPES,
            tenantClaim: variables.AUTH_JWT_TENANT_CLAIM,
          }
        : undefined,
  };
}

/** A token whose issuer or audience nobody checks would let strangers in. */
function halfATokenSetting(variables: Variables): string[] {
  const given = [variables.AUTH_JWT_ISSUER, variables.AUTH_JWT_AUDIENCE, variables.AUTH_JWT_JWKS_URL];
  return given.some(Boolean) && !given.every(Boolean)
    ? ["AUTH_JWT_ISSUER, AUTH_JWT_AUDIENCE, AUTH_JWT_JWKS_URL: must be set all three, or none."]
    : [];
}

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
