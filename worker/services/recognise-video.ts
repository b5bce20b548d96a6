import { type ClaimedSession, measured } from "../../shared/assessment/transitions.ts";
import type { Fault } from "../../shared/contract/errors.ts";
import { err, type Result } from "../../shared/contract/result.ts";
import { parseVideoUrl, type VideoLocation } from "../../shared/contract/video-url.ts";
import type { Health } from "../../shared/delivery/breaker.ts";
import type { InferenceAnswer } from "../ports/inference.ts";
import type { OpenVideo } from "../ports/videos.ts";
import { healthOf } from "./breaker.ts";
import { describe } from "./guard.ts";
import { sizeFault } from "./media-size.ts";
import { versionFor } from "./models.ts";
import type { Parts } from "./parts.ts";

const ALTERNATIVES = 5;

/** What came of one try, and the session with what was learned about its video. */
export interface Recognition {
  readonly session: ClaimedSession;
  readonly answer: Result<InferenceAnswer, Fault>;
  /** How the backend fares; `unknown` if nothing was submitted to it. */
  readonly health: Health;
}

/**
 * Submits the session's video to the backend, or asks for the outcome if the backend has it already. Never rejects:
 * what an adapter does not foresee becomes the fault `internal`.
 */
export async function recogniseVideo(parts: Parts, session: ClaimedSession): Promise<Recognition> {
  const signal = AbortSignal.timeout(parts.settings.processingTimeoutMs);
  try {
    if (session.inferenceTicket === null) return await openAndSubmit(parts, session, signal);
    const answer = await parts.inference.poll(session.inferenceTicket, signal);
    return { session, answer, health: "unknown" };
  } catch (cause) {
    return { session, answer: err({ code: "internal", cause: describe(cause) }), health: "unknown" };
  }
}

async function openAndSubmit(
  parts: Parts,
  session: ClaimedSession,
  signal: AbortSignal,
): Promise<Recognition> {
  const location = parseVideoUrl(session.submission.videoUrl);
  if (!location.ok) return { session, answer: err({ code: location.error }), health: "unknown" };
  const opened = await parts.videos.open(location.value, signal);
  if (!opened.ok) return { session, answer: opened, health: "unknown" };
  const video = opened.value;
  const known = measured(session, video.sizeBytes);
  const refusal = sizeFault(video, parts.settings.maxVideoBytes);
  if (!refusal) {
    const answer = await submit(parts, known, location.value, video, signal);
    return { session: known, answer, health: healthOf(answer) };
  }
  // The refusal stands, however the store takes it that nobody reads on.
  await video.body.cancel().catch(() => {});
  return { session: known, answer: err(refusal), health: "unknown" };
}

const submit = (
  parts: Parts,
  { requestId, submission }: ClaimedSession,
  location: VideoLocation,
  video: OpenVideo,
  signal: AbortSignal,
): Promise<Result<InferenceAnswer, Fault>> =>
  parts.inference.submit(
    {
      requestId,
      task: "assess",
      languageCode: submission.languageCode,
      modelVersion: versionFor(parts, submission.languageCode, submission.requestedModelVersion),
      expectedGesture: submission.expectedGesture ?? undefined,
      topK: ALTERNATIVES,
      video,
      location,
    },
    signal,
  );
