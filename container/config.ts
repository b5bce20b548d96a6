/** The container's settings, read once from the environment. */
import { availableParallelism } from "node:os";
import { z } from "zod";
import { type ActiveModels, ActiveModelsSchema } from "../shared/contract/model.ts";
import { DEFAULT_MODELS_DIRECTORY } from "./models/ensure-models.ts";

const count = (least: number, most: number) => z.coerce.number().int().min(least).max(most);

/** Each variable with its default; README lists them in the same order. */
const EnvironmentSchema = z.object({
  /** SageMaker names the port it wants in this variable; it wins over PORT. */
  SAGEMAKER_BIND_TO_PORT: count(0, 65_535).optional(),
  PORT: count(0, 65_535).default(8080),
  HOST: z.string().default("0.0.0.0"),
  /** Shared with the Worker, which then is the only one that is served. */
  CONTAINER_SECRET: z.string().min(32).optional(),
  MODELS_DIR: z.string().default(DEFAULT_MODELS_DIRECTORY),
  /** SageMaker unpacks a trained model here. */
  ALPHABETS_DIR: z.string().default("/opt/ml/model"),
  /** The newest version of each language where none is named. */
  ACTIVE_MODELS: ActiveModelsSchema,
  MODEL_QUALITY: z.enum(["full", "lite"]).default("full"),
  /** `auto` takes CUDA where it works, which the GPU image asks for. */
  PROVIDER: z.enum(["auto", "cpu", "cuda"]).default("cpu"),
  /** Threads within one run of a network. Several videos at once use the cores better than several threads on one. */
  INFERENCE_THREADS: count(1, 64).default(1),
  CONCURRENCY: count(1, 256).optional(),
  QUEUE_LIMIT: count(0, 10_000).optional(),
  MAX_BODY_MB: count(1, 1024).default(50),
  BODY_TIMEOUT_SECONDS: count(1, 3600).default(30),
  DECODE_TIMEOUT_SECONDS: count(1, 3600).default(20),
  /** SageMaker gives up after 60 seconds, so an answer later than that helps nobody. */
  JOB_TIMEOUT_SECONDS: count(1, 3600).default(55),
  /** SageMaker kills the container 30 seconds after SIGTERM. */
  DRAIN_SECONDS: count(0, 3600).default(25),
  DECODER_HEAP_MB: count(64, 4096).default(256),
  LOG_LEVEL: z.enum(["debug", "info", "warn", "error"]).default("info"),
});

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Undefined when everybody is served who reaches the port. */
  readonly secret: string | undefined;
  readonly modelsDirectory: string;
  /** Versions here come beside those built in; one of the same name replaces it. */
  readonly alphabetsDirectory: string;
  readonly activeModels: ActiveModels;
  readonly modelQuality: "full" | "lite";
  readonly provider: "auto" | "cpu" | "cuda";
  readonly inferenceThreads: number;
  /** Jobs that run at once. */
  readonly concurrency: number;
  /** Jobs that may wait, uploads in progress included; more are turned away. */
  readonly queueLimit: number;
  readonly maxBodyBytes: number;
  readonly bodyTimeoutMs: number;
  readonly decodeTimeoutMs: number;
  readonly jobTimeoutMs: number;
  readonly drainMs: number;
  readonly decoderHeapMegabytes: number;
  readonly logLevel: "debug" | "info" | "warn" | "error";
}

/** Throws a sentence that names every variable that is wrong. An empty variable counts as absent. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = EnvironmentSchema.safeParse(present);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    throw new Error(`The environment is not usable. ${problems.join("; ")}`);
  }
  const values = parsed.data;
  const concurrency = values.CONCURRENCY ?? availableParallelism();
  return {
    port: values.SAGEMAKER_BIND_TO_PORT ?? values.PORT,
    host: values.HOST,
    secret: values.CONTAINER_SECRET,
    modelsDirectory: values.MODELS_DIR,
    alphabetsDirectory: values.ALPHABETS_DIR,
    activeModels: values.ACTIVE_MODELS,
    modelQuality: values.MODEL_QUALITY,
    provider: values.PROVIDER,
    inferenceThreads: values.INFERENCE_THREADS,
    concurrency,
    queueLimit: values.QUEUE_LIMIT ?? concurrency * 4,
    maxBodyBytes: values.MAX_BODY_MB * 1024 * 1024,
    bodyTimeoutMs: values.BODY_TIMEOUT_SECONDS * 1000,
    decodeTimeoutMs: values.DECODE_TIMEOUT_SECONDS * 1000,
    jobTimeoutMs: values.JOB_TIMEOUT_SECONDS * 1000,
    drainMs: values.DRAIN_SECONDS * 1000,
    decoderHeapMegabytes: values.DECODER_HEAP_MB,
    logLevel: values.LOG_LEVEL,
  };
}
