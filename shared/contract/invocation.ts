/** What the vision container answers on POST /invocations: the one meeting point of Worker, SageMaker and container. */
import { z } from "zod";
import { FeedbackItemSchema } from "./feedback.ts";
import { HandednessSchema, HandSchema } from "./hand.ts";
import { DEFAULT_LANGUAGE, LanguageCodeSchema, ModelSchema, ModelVersionSchema } from "./model.ts";

/**
 * `assess`: the one sign a learner was asked for; `predict`: labels for a picture or video; `detect`: hands only;
 * `track`: the one hand that a stream of pictures follows, in its next picture.
 */
export const TaskSchema = z.enum(["assess", "predict", "detect", "track"]);
export type Task = z.infer<typeof TaskSchema>;

export const PredictionSchema = z.object({
  label: z.string().describe("Sign, e.g. A"),
  confidence: z.number().min(0).max(1).describe("Calibrated probability"),
});
export type Prediction = z.infer<typeof PredictionSchema>;

export const SegmentSchema = PredictionSchema.extend({
  startSeconds: z.number().min(0),
  endSeconds: z.number().min(0),
}).describe("A sign held for a stretch of the video");
export type Segment = z.infer<typeof SegmentSchema>;

export const HandReadingSchema = z.object({
  handedness: HandednessSchema,
  predictions: z.array(PredictionSchema).describe("Most likely first"),
  segments: z.array(SegmentSchema).optional().describe("Of a video: the signs held one after the other"),
});
export type HandReading = z.infer<typeof HandReadingSchema>;

/**
 * The rotated square of a picture in which the hand of the picture before is looked for first: centre in fractions of the
 * width and height, side in fractions of the width, clockwise turn in radians.
 */
const RegionSchema = z.tuple([
  z.number().min(-1).max(2),
  z.number().min(-1).max(2),
  z.number().min(0.01).max(4),
  z.number().min(-4).max(4),
]);
export type Region = z.infer<typeof RegionSchema>;

/** Query parameters of /invocations; the same names go into X-Amzn-SageMaker-Custom-Attributes as `name=value;...`. */
export const InvocationOptionsSchema = z.object({
  task: TaskSchema.default("assess"),
  language: LanguageCodeSchema.default(DEFAULT_LANGUAGE),
  model_version: ModelVersionSchema.optional(),
  expected: z.string().min(1).max(32).optional().describe("The sign that was asked for; it gets feedback"),
  top_k: z.coerce.number().int().min(1).max(26).default(5),
  request_id: z.string().max(128).optional(),
  region: z
    .string()
    .max(100)
    .transform((text) => text.split(",").map(Number))
    .pipe(RegionSchema)
    .optional()
    .describe("For `track`: x, y, side and turn of the square to look into first, e.g. 0.5,0.5,0.4,0"),
  stream: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .optional()
    .describe("For `track`: names the stream, whose pictures are decoded apart from all others"),
});
export type InvocationOptions = z.infer<typeof InvocationOptionsSchema>;

export const InvocationResultSchema = z.object({
  predictions: z.array(PredictionSchema).describe("Most likely first; empty when no hand was seen"),
  model_version: z.string(),
  hands: z
    .array(HandSchema)
    .optional()
    .describe("Hands of the picture, or of the frame that decided; the deciding hand first"),
  image: z.object({ width: z.int(), height: z.int() }).optional(),
  segments: z.array(SegmentSchema).optional(),
  readings: z
    .array(HandReadingSchema)
    .optional()
    .describe("What each hand signs; `predictions` and `segments` are those of the first"),
  feedback: z
    .array(FeedbackItemSchema)
    .optional()
    .describe("Where a sign is expected; the most telling first"),
  timings_ms: z.record(z.string(), z.number()).describe("decode, detect, landmarks, classify, total ..."),
});
export type InvocationResult = z.infer<typeof InvocationResultSchema>;

/** What the container says of itself on GET /ping, as far as others read it. */
export const PingSchema = z.object({ model_version: z.string(), models: z.array(ModelSchema).optional() });

/** Name of the HTTP header in which SageMaker passes options through to the container. */
export const CUSTOM_ATTRIBUTES_HEADER = "X-Amzn-SageMaker-Custom-Attributes";

/** Custom attributes allow visible ASCII, at most 1024 characters (SageMaker API reference, InvokeEndpoint). */
export const formatCustomAttributes = (options: Readonly<Record<string, string | number>>): string =>
  Object.entries(options)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join(";");

export function parseCustomAttributes(header: string | null | undefined): Record<string, string> {
  const pairs = (header ?? "").split(";").map((pair) => pair.split("=", 2));
  return Object.fromEntries(
    pairs.flatMap(([name, value]) => (name && value !== undefined ? [[name.trim(), safeDecode(value)]] : [])),
  );
}

function safeDecode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
