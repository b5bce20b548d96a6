import type { UploadedVideo } from "../../shared/contract/assessment.ts";
import type { Fault } from "../../shared/contract/errors.ts";
import { ok, type Result } from "../../shared/contract/result.ts";
import { formatVideoUrl } from "../../shared/contract/video-url.ts";
import type { VideoUpload } from "../ports/videos.ts";
import { guard } from "./guard.ts";
import type { Parts } from "./parts.ts";
import { newUploadKey } from "./upload-key.ts";

/** A learner on a slow line may need minutes for a large video. */
const UPLOAD_TIMEOUT_MS = 10 * 60_000;

/**
 * Keeps an uploaded video under a new name until its time is over. Faults: service_unavailable and those of
 * VideoStore.put.
 */
export async function storeVideo(
  {
    videos,
    uploads,
    settings,
    tenant,
    newId,
    now,
  }: Pick<Parts, "videos" | "uploads" | "settings" | "tenant" | "newId" | "now">,
  upload: VideoUpload,
): Promise<Result<UploadedVideo, Fault>> {
  const { sizeBytes, contentType } = upload;
  const location = {
    bucket: settings.uploadBucket,
    key: newUploadKey(newId, contentType, tenant),
  };
  const recorded = await guard("service_unavailable", () =>
    uploads.record({ ...location, uploadedAt: now() }),
  );
  if (!recorded.ok) return recorded;
  const stored = await videos.put(location, upload, AbortSignal.timeout(UPLOAD_TIMEOUT_MS));
  return stored.ok ? ok({ s3VideoUrl: formatVideoUrl(location), sizeBytes, contentType }) : stored;
}
