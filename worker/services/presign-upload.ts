import type { PresignedUpload, PresignRequest } from "../../shared/contract/assessment.ts";
import type { Fault } from "../../shared/contract/errors.ts";
import { err, ok, type Result } from "../../shared/contract/result.ts";
import { formatVideoUrl } from "../../shared/contract/video-url.ts";
import { guard } from "./guard.ts";
import { sizeFault } from "./media-size.ts";
import type { Parts } from "./parts.ts";
import { newUploadKey } from "./upload-key.ts";

const VALID_SECONDS = 15 * 60;

/**
 * Lets a client put one video straight into S3, where it is kept as long as any other upload. Faults:
 * presign_not_configured, media_too_large, service_unavailable, internal.
 */
export async function presignUpload(
  { uploadSigner, uploads, settings, tenant, newId, now }: Parts,
  file: PresignRequest,
): Promise<Result<PresignedUpload, Fault>> {
  if (!uploadSigner) return err({ code: "presign_not_configured" });
  const refusal = sizeFault(file, settings.maxVideoBytes);
  if (refusal) return err(refusal);
  const location = { bucket: uploadSigner.bucket, key: newUploadKey(newId, file.contentType, tenant) };
  const signedAt = now();
  const recorded = await guard("service_unavailable", () =>
    uploads.record({ ...location, uploadedAt: signedAt }),
  );
  if (!recorded.ok) return recorded;
  const signed = await guard("internal", () => uploadSigner.sign(location, file, signedAt, VALID_SECONDS));
  if (!signed.ok) return signed;
  return ok({
    ...signed.value,
    method: "PUT",
    headers: { ...signed.value.headers },
    s3VideoUrl: formatVideoUrl(location),
    expiresAt: new Date(signedAt + VALID_SECONDS * 1000).toISOString(),
  });
}
