/** A session as a row of table sessions. */
import { z } from "zod";
import type { Session } from "../../../shared/assessment/session.ts";
import { SessionStatusSchema } from "../../../shared/contract/assessment.ts";
import { isErrorCode } from "../../../shared/contract/errors.ts";
import { FeedbackItemSchema } from "../../../shared/contract/feedback.ts";
import { PredictionSchema, SegmentSchema } from "../../../shared/contract/invocation.ts";

const json = <T extends z.ZodType>(schema: T) =>
  z
    .string()
    .transform((text) => JSON.parse(text) as unknown)
    .pipe(schema);

const FaultSchema = z.object({
  code: z.string().refine(isErrorCode),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

const RowSchema = z.object({
  session_id: z.string(),
  tenant: z.string(),
  version: z.int(),
  status: SessionStatusSchema,
  user_id: z.string(),
  exercise_id: z.int(),
  level_id: z.int(),
  video_url: z.string(),
  expected_gesture: z.string().nullable(),
  language_code: z.string(),
  requested_model_version: z.string().nullable(),
  request_id: z.string(),
  created_at: z.int(),
  updated_at: z.int(),
  deadline_at: z.int(),
  lease_until: z.int().nullable(),
  attempts: z.int(),
  inference_ticket: z.string().nullable(),
  video_size_bytes: z.int().nullable(),
  started_at: z.int().nullable(),
  processing_seconds: z.number().nullable(),
  recognized_gesture: z.string().nullable(),
  confidence: z.number().nullable(),
  score: z.number().nullable(),
  model_version: z.string().nullable(),
  alternatives: json(z.array(PredictionSchema)).nullable(),
  segments: json(z.array(SegmentSchema)).nullable(),
  feedback: json(z.array(FeedbackItemSchema)).nullable(),
  fault: json(FaultSchema).nullable(),
});

type Row = z.infer<typeof RowSchema>;

/** The columns in the order of {@link toColumns}. */
export const COLUMNS = Object.keys(RowSchema.shape) as readonly (keyof Row)[];

/** Throws when the row is not one that this product wrote. */
export function fromRow(row: unknown): Session {
  const data = RowSchema.parse(row);
  return {
    sessionId: data.session_id,
    tenant: data.tenant,
    version: data.version,
    status: data.status,
    submission: {
      userId: data.user_id,
      exerciseId: data.exercise_id,
      levelId: data.level_id,
      videoUrl: data.video_url,
      expectedGesture: data.expected_gesture,
      languageCode: data.language_code,
      requestedModelVersion: data.requested_model_version,
    },
    requestId: data.request_id,
    createdAt: data.created_at,
    updatedAt: data.updated_at,
    deadlineAt: data.deadline_at,
    leaseUntil: data.lease_until,
    attempts: data.attempts,
    inferenceTicket: data.inference_ticket,
    videoSizeBytes: data.video_size_bytes,
    startedAt: data.started_at,
    processingSeconds: data.processing_seconds,
    verdict: verdictOf(data),
    fault: data.fault && {
      code: data.fault.code as NonNullable<Session["fault"]>["code"],
      ...(data.fault.params ? { params: data.fault.params } : {}),
    },
  };
}

function verdictOf(data: Row): Session["verdict"] {
  const { recognized_gesture, confidence, score, model_version } = data;
  if (recognized_gesture === null || confidence === null || score === null || model_version === null)
    return null;
  return {
    recognizedGesture: recognized_gesture,
    confidence,
    score,
    modelVersion: model_version,
    alternatives: data.alternatives ?? [],
    segments: data.segments ?? [],
    feedback: data.feedback ?? [],
  };
}

export function toColumns(session: Session): (string | number | null)[] {
  const { submission, verdict, fault } = session;
  const columns: Record<keyof Row, string | number | null> = {
    session_id: session.sessionId,
    tenant: session.tenant,
    version: session.version,
    status: session.status,
    user_id: submission.userId,
    exercise_id: submission.exerciseId,
    level_id: submission.levelId,
    video_url: submission.videoUrl,
    expected_gesture: submission.expectedGesture,
    language_code: submission.languageCode,
    requested_model_version: submission.requestedModelVersion,
    request_id: session.requestId,
    created_at: session.createdAt,
    updated_at: session.updatedAt,
    deadline_at: session.deadlineAt,
    lease_until: session.leaseUntil,
    attempts: session.attempts,
    inference_ticket: session.inferenceTicket,
    video_size_bytes: session.videoSizeBytes,
    started_at: session.startedAt,
    processing_seconds: session.processingSeconds,
    recognized_gesture: verdict?.recognizedGesture ?? null,
    confidence: verdict?.confidence ?? null,
    score: verdict?.score ?? null,
    model_version: verdict?.modelVersion ?? null,
    alternatives: verdict && JSON.stringify(verdict.alternatives),
    segments: verdict && JSON.stringify(verdict.segments),
    feedback: verdict && JSON.stringify(verdict.feedback),
    fault: fault && JSON.stringify({ code: fault.code, ...(fault.params ? { params: fault.params } : {}) }),
  };
  return COLUMNS.map((column) => columns[column]);
}
