import type { Session } from "../../shared/assessment/session.ts";
import { submit } from "../../shared/assessment/transitions.ts";
import type { AssessRequest } from "../../shared/contract/assessment.ts";
import type { Fault } from "../../shared/contract/errors.ts";
import { err, ok, type Result } from "../../shared/contract/result.ts";
import { formatVideoUrl, parseVideoUrl, type VideoLocation } from "../../shared/contract/video-url.ts";
import type { OutboxKind } from "../ports/sessions.ts";
import { announce, mirrorKinds } from "./announce.ts";
import { guard } from "./guard.ts";
import { checkVersion } from "./models.ts";
import type { Parts } from "./parts.ts";
import { isKeyOfTenant } from "./upload-key.ts";

/**
 * Records a session about a video and has it processed. Faults: invalid_video_url, bucket_not_allowed,
 * video_access_denied, model_version_not_supported, language_not_supported (only with a version), service_unavailable.
 * Once the session is recorded it will be processed, whatever happens to the message.
 */
export async function submitAssessment(
  parts: Parts,
  request: AssessRequest,
  requestId: string,
): Promise<Result<Session, Fault>> {
  const location = allowedLocation(parts, request.s3VideoUrl);
  if (!location.ok) return location;
  const version = await checkVersion(parts, request.languageCode, request.modelVersion);
  if (!version.ok) return version;
  const session = submit(
    {
      userId: request.userId,
      exerciseId: request.exerciseId,
      levelId: request.levelId,
      videoUrl: formatVideoUrl(location.value),
      expectedGesture: request.expectedGesture ?? null,
      languageCode: request.languageCode,
      requestedModelVersion: request.modelVersion ?? null,
    },
    { sessionId: parts.newId(), tenant: parts.tenant, requestId, now: parts.now() },
  );
  const kinds: readonly OutboxKind[] = ["assess", ...mirrorKinds(parts)];
  const recorded = await guard("service_unavailable", () => parts.sessions.insert(session, kinds));
  if (!recorded.ok) return recorded;
  await announce(parts, kinds, session);
  return ok(session);
}

function allowedLocation(
  { videos, tenant }: Pick<Parts, "videos" | "tenant">,
  url: string,
): Result<VideoLocation, Fault> {
  const location = parseVideoUrl(url);
  if (!location.ok) return err({ code: location.error });
  const { bucket, key } = location.value;
  if (!videos.buckets.includes(bucket))
    return err({ code: "bucket_not_allowed", params: { allowed: videos.buckets.join(", ") } });
  return isKeyOfTenant(key, tenant) ? location : err({ code: "video_access_denied" });
}
