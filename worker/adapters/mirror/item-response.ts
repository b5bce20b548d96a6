import { z } from "zod";
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
