/** JSON of the older API: hands and signs of one picture or video, answered at once. Names are those of that API. */
import { z } from "zod";
import { DETECT_HANDS_RESPONSE, INLINE_FILE, PREDICT_REQUEST, PREDICT_RESPONSE } from "./examples.ts";
import { HandSchema } from "./hand.ts";
import { HandReadingSchema, PredictionSchema, SegmentSchema } from "./invocation.ts";
import { DEFAULT_LANGUAGE, LanguageCodeSchema, ModelVersionSchema } from "./model.ts";

/** Most bytes that a file within JSON may have. */
export const MAX_INLINE_BYTES = 15 * 1024 * 1024;
/** Four characters for three bytes, and room for line breaks and the rest of the body. */
export const MAX_INLINE_BODY_BYTES = Math.ceil(MAX_INLINE_BYTES * 1.4) + 4096;

export const PredictOptionsSchema = z.strictObject({
  language_code: LanguageCodeSchema.default(DEFAULT_LANGUAGE),
  model_version: ModelVersionSchema.nullish(),
  top_k: z.coerce.number().int().min(1).max(26).default(5).describe("Alternatives to list"),
});
export type PredictOptions = z.infer<typeof PredictOptionsSchema>;

export const PredictRequestSchema = z
  .strictObject({
    type: z.enum(["image", "video"]).describe("What `data` is; its bytes decide"),
    data: z.string().min(1).describe("The file as base64, or its address: http(s):// or s3://bucket/key"),
    language_code: PredictOptionsSchema.shape.language_code,
    model_version: PredictOptionsSchema.shape.model_version,
    top_k: z.int().min(1).max(26).default(5).describe("Alternatives to list"),
  })
  .meta({ example: PREDICT_REQUEST });
export type PredictRequest = z.infer<typeof PredictRequestSchema>;

export const PredictResponseSchema = z
  .object({
    predictions: z.array(PredictionSchema).describe("Most likely first; empty when no hand was seen"),
    language_code: z.string(),
    hands_detected: z.int().min(0),
    model_version: z.string(),
    processing_time_ms: z.number().min(0),
    segments: z.array(SegmentSchema).optional().describe("The signs of a video, in order"),
    text: z.string().optional().describe("What the signs of a video spell"),
    hands: z
      .array(HandReadingSchema.extend({ text: z.string().optional().describe("What its signs spell") }))
      .describe("What each hand signs; the fields above are those of the first"),
  })
  .meta({ example: PREDICT_RESPONSE });
export type PredictResponse = z.infer<typeof PredictResponseSchema>;

/** Clients send the bare string. */
export const InlineFileSchema = z
  .union([
    z.string().min(1).describe("The file as base64"),
    z.strictObject({ data: z.string().min(1).describe("The file as base64") }),
  ])
  .meta({ example: INLINE_FILE });
export type InlineFile = z.infer<typeof InlineFileSchema>;

export const DetectHandsResponseSchema = z
  .object({
    hands_detected: z.int().min(0),
    hands: z.array(HandSchema),
    image: z.object({ width: z.int(), height: z.int() }).describe("Pixels"),
  })
  .meta({ example: DETECT_HANDS_RESPONSE });
export type DetectHandsResponse = z.infer<typeof DetectHandsResponseSchema>;
