import { z } from "zod";
import type { MirrorCopy } from "../../../shared/assessment/mirror-copy.ts";
import {
  AssessmentMetadataSchema,
  type AssessResponse,
  SessionStatusSchema,
} from "../../../shared/contract/assessment.ts";

/** What a row holds. The former service wrote some of it in other shapes; what cannot be read counts as not known. */
const ItemSchema = z.object({
  status: SessionStatusSchema.catch("failed"),
  userId: z.string().optional().catch(undefined),
  exerciseId: z.int().optional().catch(undefined),
  levelId: z.int().optional().catch(undefined),
  result: z
    .object({
      recognizedGesture: z.string().nullable().catch(null),
      confidence: z.number().min(0).max(1).nullable().catch(null),
      score: z.number().min(0).max(100).nullable().catch(null),
      processingTime: z.number().min(0).nullable().catch(null),
      modelVersion: z.string().nullable().catch(null),
      metadata: AssessmentMetadataSchema.catch({}),
    })
    .optional()
    .catch(undefined),
});

const CopySchema = z.object({
  sessionId: z.string(),
  version: z.int().optional().catch(undefined),
  createdAt: z.string().transform(toTime).optional().catch(undefined),
  updatedAt: z.string().transform(toTime).optional().catch(undefined),
});

/** ISO 8601; the former service left the zone out and meant UTC. */
function toTime(text: string): number | undefined {
  const time = Date.parse(/(Z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`);
  return Number.isNaN(time) ? undefined : time;
}

/** A row of the table, for comparing it with the session that it is a copy of. */
export function toCopy(item: Record<string, unknown>): MirrorCopy {
  const { sessionId, version, createdAt, updatedAt } = CopySchema.parse(item);
  return { sessionId, version, createdAt, updatedAt, assessment: toResponse(sessionId, item) };
}

/** A row of the table as GET /api/v1/assess/{sessionId} tells it. */
export function toResponse(sessionId: string, item: Record<string, unknown>): AssessResponse {
  const { status, userId, exerciseId, levelId, result } = ItemSchema.parse(item);
  return {
    sessionId,
    status,
    message: `Assessment ${status}`,
    recognizedGesture: result?.recognizedGesture ?? null,
    confidence: result?.confidence ?? null,
    score: result?.score ?? null,
    processingTime: result?.processingTime ?? null,
    modelVersion: result?.modelVersion ?? null,
    metadata: { userId, exerciseId, levelId, ...result?.metadata },
  };
}
