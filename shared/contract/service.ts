/** JSON of health, readiness, model information and the queue consumer. */
import { z } from "zod";
import { CONSUMER_STATUS, HEALTH, MODEL_INFO, READY } from "./examples.ts";

/** Version of the service, the same as in package.json. */
export const SERVICE_VERSION = "0.1.0";

export const HealthSchema = z
  .object({
    status: z.enum(["healthy", "degraded"]),
    service: z.literal("ml-service"),
    version: z.string(),
    modelLoaded: z.boolean(),
    modelVersion: z.string().nullable(),
    useSagemaker: z.boolean(),
    sagemakerEndpoint: z.string().nullable(),
    sqsQueueUrl: z.string().describe("Name of the queue that stands in for SQS"),
    optimizer_samples: z.int(),
  })
  .meta({ example: HEALTH });

export const ReadySchema = z
  .object({
    ready: z.boolean(),
    checks: z.record(
      z.string(),
      z.object({
        ok: z.boolean(),
        required: z.boolean(),
        latencyMs: z.number(),
        detail: z.string().optional(),
      }),
    ),
  })
  .meta({ example: READY });

export const ModelInfoSchema = z
  .object({
    modelVersion: z.string(),
    framework: z.enum(["ONNX Runtime", "SageMaker", "stub"]),
    useSagemaker: z.boolean(),
    sagemakerEndpoint: z.string().nullable(),
    supportedGestures: z.array(z.string()),
    gestureCount: z.int(),
    confidenceThreshold: z.number(),
    maxVideoSizeMB: z.number(),
    languages: z.array(z.string()),
    models: z.array(
      z.object({
        version: z.string(),
        languageCode: z.string(),
        active: z.boolean().describe("Answers requests in its language that name no version"),
        supportedGestures: z.array(z.string()),
        gestureCount: z.int(),
        metrics: z.record(z.string(), z.number()),
      }),
    ),
  })
  .meta({ example: MODEL_INFO });

export const ConsumerStatusSchema = z
  .object({
    running: z.boolean(),
    queueUrl: z.string(),
    pollInterval: z.number().describe("Seconds; Cloudflare pushes messages, so this is the batch timeout"),
    processed: z.int(),
    retried: z.int(),
    dead: z.int().describe("Messages that a queue gave up on, or that could not be read"),
    deadWaiting: z.int().describe("Those of them that nobody has replayed or discarded"),
    oldestQueuedSeconds: z.number().nullable(),
    mirrorPending: z.int(),
    mirrorOldestSeconds: z.number().nullable(),
  })
  .meta({ example: CONSUMER_STATUS });
