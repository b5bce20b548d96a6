import type { AssessResponse } from "../contract/assessment.ts";
import { toFeedback } from "../contract/feedback-messages.ts";
import { type Locale, messageOf } from "../contract/messages.ts";
import type { Session } from "./session.ts";

/** A session as GET /api/v1/assess/{sessionId} tells it. The sentences of errors and of feedback are in the reader's language. */
export function toAssessResponse(session: Session, locale: Locale): AssessResponse {
  const { sessionId, status, submission, verdict, fault, videoSizeBytes } = session;
  return {
    sessionId,
    status,
    message: `Assessment ${status}`,
    recognizedGesture: verdict?.recognizedGesture ?? null,
    confidence: verdict?.confidence ?? null,
    score: verdict?.score ?? null,
    processingTime: session.processingSeconds,
    modelVersion: verdict?.modelVersion ?? null,
    metadata: {
      userId: submission.userId,
      exerciseId: submission.exerciseId,
      levelId: submission.levelId,
      languageCode: submission.languageCode,
      ...(submission.expectedGesture === null ? {} : { expectedGesture: submission.expectedGesture }),
      ...(videoSizeBytes === null ? {} : { videoSize: videoSizeBytes }),
      ...(verdict?.feedback.length
        ? { feedback: verdict.feedback.map((item) => toFeedback(item, locale)) }
        : {}),
      ...(verdict ? { alternatives: [...verdict.alternatives] } : {}),
      ...(verdict?.segments.length ? { segments: [...verdict.segments] } : {}),
      ...(fault ? { error: { code: fault.code, message: messageOf(fault, locale).detail } } : {}),
    },
  };
}

/** The answer to a submission, exactly as the service this one replaces gives it. */
export const toSubmissionResponse = (session: Session): AssessResponse => ({
  sessionId: session.sessionId,
  status: session.status,
  message: "Video queued for processing",
  recognizedGesture: null,
  confidence: null,
  score: null,
  processingTime: null,
  modelVersion: null,
  metadata: {},
});
