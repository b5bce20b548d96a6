import type { Session } from "../../shared/assessment/session.ts";
import type { Fault } from "../../shared/contract/errors.ts";
import { err, ok, type Result } from "../../shared/contract/result.ts";
import { toSessionId } from "../../shared/contract/session-id.ts";
import { parseVideoUrl } from "../../shared/contract/video-url.ts";
import { announce, mirrorKinds } from "./announce.ts";
import { guard } from "./guard.ts";
import type { Parts } from "./parts.ts";
import { readMirrored } from "./read-assessment.ts";
import { tellWatchers } from "./tell-watchers.ts";

const VIDEO_TIMEOUT_MS = 10_000;

/**
 * Deletes a session, its video if it was uploaded here or by an address signed here and no other session is about it, and its copy in the mirror;
 * the copy goes by the outbox, so that it goes also when the mirror is down now. Faults: session_not_found,
 * service_unavailable, storage_unavailable; then nothing is lost, and the same call completes what was begun.
 */
export async function deleteAssessment(
  parts: Parts,
  sessionId: string,
  requestId: string,
): Promise<Result<void, Fault>> {
  const id = toSessionId(sessionId);
  if (id === undefined) return err({ code: "session_not_found" });
  const found = await guard("service_unavailable", () => parts.sessions.find(id));
  if (!found.ok) return found;
  const first = found.value ? await removeVideo(parts, found.value) : await readMirrored(parts, id);
  if (!first.ok) return first;
  const kinds = mirrorKinds(parts);
  const session = { sessionId: id, requestId };
  const removed = await guard("service_unavailable", () =>
    parts.sessions.remove(session, kinds, parts.now()),
  );
  if (!removed.ok) return removed;
  await Promise.all([announce(parts, kinds, session), tellWatchers(parts, session)]);
  return ok(undefined);
}

/**
 * What was put into S3 by a signed address stays in the register, since that may still be used, and since without the
 * right to delete there the sweep tells of it.
 */
async function removeVideo(
  { sessions, videos, uploads, settings }: Parts,
  { submission: { videoUrl } }: Session,
): Promise<Result<void, Fault>> {
  const location = parseVideoUrl(videoUrl);
  if (!location.ok) return ok(undefined);
  const isOwn = location.value.bucket === settings.uploadBucket;
  const asked = await guard("service_unavailable", async () => {
    const isOurs = isOwn || (await uploads.isKnown(location.value));
    return isOurs && (await sessions.countByVideo(videoUrl)) <= 1;
  });
  if (!asked.ok) return asked;
  if (!asked.value) return ok(undefined);
  const removed = await videos.remove(location.value, AbortSignal.timeout(VIDEO_TIMEOUT_MS));
  if (!isOwn) return removed.ok || removed.error.code === "video_access_denied" ? ok(undefined) : removed;
  return removed.ok ? guard("service_unavailable", () => uploads.forget([location.value.key])) : removed;
}
