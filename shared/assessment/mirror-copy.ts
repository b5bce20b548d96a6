/** A session as the mirror has it, and how that compares with the session itself. */
import { DEFAULT_TENANT } from "../contract/access.ts";
import type { AssessResponse } from "../contract/assessment.ts";
import { isErrorCode } from "../contract/errors.ts";
import { toSessionId } from "../contract/session-id.ts";
import { toAssessResponse } from "./response.ts";
import type { Session, Verdict } from "./session.ts";

export interface MirrorCopy {
  readonly sessionId: string;
  /** Rows of the former service have none. */
  readonly version: number | undefined;
  /** Milliseconds since 1970; undefined where they cannot be read. */
  readonly createdAt: number | undefined;
  readonly updatedAt: number | undefined;
  readonly assessment: AssessResponse;
}

/** `newer` is what a database looks like from that was set back to an earlier time. */
export type CopyState = "equal" | "missing" | "older" | "newer" | "different";

export function compareCopy(session: Session, copy: MirrorCopy | undefined): CopyState {
  if (!copy) return "missing";
  const { version = session.version } = copy;
  if (version !== session.version) return version < session.version ? "older" : "newer";
  return contentOf(toAssessResponse(session, "en")) === contentOf(copy.assessment) ? "equal" : "different";
}

/** What readers of the mirror go by, as one text. */
function contentOf({
  status,
  recognizedGesture,
  confidence,
  score,
  modelVersion,
  metadata,
}: AssessResponse): string {
  const { userId, exerciseId, levelId } = metadata;
  return JSON.stringify([
    [status, recognizedGesture, confidence, score, modelVersion],
    [userId, exerciseId, levelId],
  ]);
}

/**
 * The session that a copy tells of, to be stored as the former service left it; undefined if it is not final or if
 * something of it is missing.
 */
export function sessionOfCopy(copy: MirrorCopy, requestId: string): Session | undefined {
  const { assessment, createdAt, updatedAt = createdAt } = copy;
  const { status, metadata, processingTime } = assessment;
  const { userId, exerciseId, levelId } = metadata;
  const sessionId = toSessionId(copy.sessionId);
  const verdict = status === "completed" ? verdictOf(assessment) : null;
  if (sessionId !== copy.sessionId || createdAt === undefined || updatedAt === undefined) return undefined;
  if (userId === undefined || exerciseId === undefined || levelId === undefined) return undefined;
  if (!(status === "completed" && verdict) && status !== "failed") return undefined;
  return {
    sessionId,
    // The former service knew no tenants.
    tenant: DEFAULT_TENANT,
    version: copy.version ?? 1,
    status,
    submission: {
      userId,
      exerciseId,
      levelId,
      videoUrl: "",
      expectedGesture: metadata.expectedGesture ?? null,
      languageCode: metadata.languageCode ?? "ASL",
      requestedModelVersion: null,
    },
    requestId,
    createdAt,
    updatedAt,
    deadlineAt: updatedAt,
    leaseUntil: null,
    attempts: 0,
    inferenceTicket: null,
    videoSizeBytes: metadata.videoSize ?? null,
    processingSeconds: processingTime,
    startedAt: null,
    verdict,
    fault: status === "failed" ? faultOf(metadata.error?.code) : null,
  };
}

const faultOf = (code: string | undefined): NonNullable<Session["fault"]> => ({
  code: code !== undefined && isErrorCode(code) ? code : "internal",
});

function verdictOf(assessment: AssessResponse): Verdict | null {
  const { recognizedGesture, confidence, score, modelVersion, metadata } = assessment;
  if (recognizedGesture === null || confidence === null || score === null || modelVersion === null)
    return null;
  const { alternatives = [], segments = [], feedback = [] } = metadata;
  return {
    recognizedGesture,
    confidence,
    score,
    modelVersion,
    alternatives,
    segments,
    feedback: feedback.map(({ part, code }) => ({ part, code })),
  };
}
