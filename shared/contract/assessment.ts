/** JSON of the sign assessment API. Names and defaults are those of the service this one replaces. */
import { z } from "zod";
import {
  ASSESS_BATCH_REQUEST,
  ASSESS_BATCH_RESPONSE,
  ASSESS_LIST,
  ASSESS_REQUEST,
  ASSESS_RESPONSE,
  PRESIGN_REQUEST,
  PRESIGNED_UPLOAD,
  UPLOADED_VIDEO,
} from "./examples.ts";
import { FeedbackSchema } from "./feedback.ts";
import { PredictionSchema, SegmentSchema } from "./invocation.ts";
import { parseListCursor } from "./list-cursor.ts";
import { DEFAULT_LANGUAGE, LanguageCodeSchema, ModelVersionSchema } from "./model.ts";
import { ProblemSchema } from "./problem.ts";

export const SessionStatusSchema = z.enum(["queued", "processing", "completed", "failed"]);
export type SessionStatus = z.infer<typeof SessionStatusSchema>;

/** What `recognizedGesture` says when a video shows no sign; its confidence is under {@link CONFIDENCE_THRESHOLD}. */
export const NO_SIGN = "NO_SIGN";

/** Names of signs are compared without regard to case. */
export const isSameSign = (a: string, b: string): boolean =>
  a.trim().toUpperCase() === b.trim().toUpperCase();

/** Below this confidence an answer does not count as a sign and scores 0. */
export const CONFIDENCE_THRESHOLD = 0.5;

export const AssessRequestSchema = z
  .strictObject({
    userId: z.string().min(1).max(128).describe("The learner"),
    exerciseId: z.int().min(0),
    levelId: z.int().min(0),
    s3VideoUrl: z
      .string()
      .min(1)
      .max(2048)
      .describe("s3://bucket/key or https://bucket.s3.region.amazonaws.com/key"),
    expectedGesture: z
      .string()
      .min(1)
      .max(32)
      .nullish()
      .describe("The sign, or word to spell, that the learner was asked for"),
    languageCode: LanguageCodeSchema.default(DEFAULT_LANGUAGE),
    modelVersion: ModelVersionSchema.nullish(),
  })
  .meta({ example: ASSESS_REQUEST });
export type AssessRequest = z.infer<typeof AssessRequestSchema>;

export const AssessmentMetadataSchema = z.object({
  userId: z.string().optional(),
  exerciseId: z.int().optional(),
  levelId: z.int().optional(),
  languageCode: z.string().optional(),
  expectedGesture: z.string().optional(),
  videoSize: z.int().optional().describe("Bytes"),
  alternatives: z.array(PredictionSchema).optional(),
  segments: z.array(SegmentSchema).optional(),
  feedback: z
    .array(FeedbackSchema)
    .optional()
    .describe("What to change, the most telling first; absent where nothing is to be said"),
  error: z.object({ code: z.string(), message: z.string() }).optional(),
});

export const AssessResponseSchema = z
  .object({
    sessionId: z.uuid(),
    status: SessionStatusSchema,
    message: z.string(),
    recognizedGesture: z.string().nullable().describe(`The sign, or ${NO_SIGN}`),
    confidence: z.number().min(0).max(1).nullable(),
    score: z.number().min(0).max(100).nullable(),
    processingTime: z.number().min(0).nullable().describe("Seconds"),
    modelVersion: z.string().nullable(),
    metadata: AssessmentMetadataSchema,
  })
  .meta({ example: ASSESS_RESPONSE });
export type AssessResponse = z.infer<typeof AssessResponseSchema>;

export const AssessListQuerySchema = z.strictObject({
  userId: z.string().min(1).max(128).optional().describe("Only sessions of this learner"),
  status: SessionStatusSchema.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20).describe("Sessions a page"),
  cursor: z
    .string()
    .max(100)
    .refine((text) => parseListCursor(text) !== undefined)
    .optional()
    .describe("`nextCursor` of the page before"),
});
export type AssessListQuery = z.infer<typeof AssessListQuerySchema>;

export const AssessListResponseSchema = z
  .object({
    sessions: z.array(AssessResponseSchema).describe("Newest first"),
    nextCursor: z.string().nullable().describe("For the next page; null on the last one"),
  })
  .meta({ example: ASSESS_LIST });

/** Submissions that one batch may hold. */
export const MAX_BATCH_ITEMS = 100;

export const AssessBatchRequestSchema = z
  .strictObject({
    items: z.array(AssessRequestSchema).min(1).max(MAX_BATCH_ITEMS),
  })
  .meta({ example: ASSESS_BATCH_REQUEST });

/** What became of one submission of a batch: its session, or why it was refused. */
export const AssessBatchItemSchema = z.union([AssessResponseSchema, z.object({ error: ProblemSchema })]);
export type AssessBatchItem = z.infer<typeof AssessBatchItemSchema>;

export const AssessBatchResponseSchema = z
  .object({
    sessions: z.array(AssessBatchItemSchema).describe("In the order of the items"),
  })
  .meta({ example: ASSESS_BATCH_RESPONSE });

export const UploadedVideoSchema = z
  .object({
    s3VideoUrl: z.string(),
    sizeBytes: z.int(),
    contentType: z.string(),
  })
  .meta({ example: UPLOADED_VIDEO });
export type UploadedVideo = z.infer<typeof UploadedVideoSchema>;

export const PresignRequestSchema = z
  .strictObject({
    contentType: z.enum(["video/mp4", "video/webm", "video/quicktime", "video/x-msvideo"]),
    sizeBytes: z.int().min(1).describe("Size of the file; exactly this much has to be sent"),
  })
  .meta({ example: PRESIGN_REQUEST });
export type PresignRequest = z.infer<typeof PresignRequestSchema>;

export const PresignedUploadSchema = z
  .object({
    url: z.url(),
    method: z.literal("PUT"),
    headers: z.record(z.string(), z.string()).describe("To be sent with the file exactly so"),
    s3VideoUrl: z.string().describe("To be submitted once the file is sent"),
    expiresAt: z.string().describe("ISO 8601"),
  })
  .meta({ example: PRESIGNED_UPLOAD });
export type PresignedUpload = z.infer<typeof PresignedUploadSchema>;
