import { err, ok } from "../../../shared/contract/result.ts";
import type { VideoStore } from "../../ports/videos.ts";
import { transportFault } from "../transport-fault.ts";

/** Videos in the R2 bucket that is bound to the Worker; `bucketName` is what s3:// addresses call it. */
export const createR2VideoStore = (bucket: R2Bucket, bucketName: string): VideoStore => ({
  buckets: [bucketName],

  async open({ key }) {
    try {
      const object = await bucket.get(key);
      if (!object) return err({ code: "video_not_found" });
      return ok({
        body: object.body,
        sizeBytes: object.size,
        contentType: object.httpMetadata?.contentType ?? "application/octet-stream",
      });
    } catch (cause) {
      return err(transportFault("storage_unavailable", cause));
    }
  },

  async put({ key }, { body, contentType }) {
    try {
      await bucket.put(key, body, { httpMetadata: { contentType } });
      return ok(undefined);
    } catch (cause) {
      return err(transportFault("storage_unavailable", cause));
    }
  },

  async remove({ key }) {
    try {
      await bucket.delete(key);
      return ok(undefined);
    } catch (cause) {
      return err(transportFault("storage_unavailable", cause));
    }
  },
});
