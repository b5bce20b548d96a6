import { announceOutbox } from "../services/announce-outbox.ts";
import { deleteOldVideos } from "../services/delete-old-videos.ts";
import { expireSessions } from "../services/expire-sessions.ts";
import { forgetOldKeys } from "../services/forget-old-keys.ts";
import { describe } from "../services/guard.ts";
import type { Parts } from "../services/parts.ts";
import { probeMirror } from "../services/probe-mirror.ts";

/**
 * Runs every minute, and leaves one line in the log. Rejects, for Cloudflare to record a failed run, when the database
 * does not answer.
 */
export async function sweep(parts: Parts): Promise<void> {
  const startedAt = parts.now();
  const job = { job: "sweep" } as const;
  try {
    const expired = await expireSessions(parts);
    await probeMirror(parts);
    const { announced, settled, failed } = await announceOutbox(parts);
    const videos = await deleteOldVideos(parts);
    await forgetOldKeys(parts);
    const level = failed + videos.failed + videos.abandoned > 0 ? "warn" : "info";
    const duration_ms = parts.now() - startedAt;
    const counts = { expired, announced, settled, failed };
    const deletions = {
      videos_deleted: videos.deleted,
      videos_failed: videos.failed,
      videos_abandoned: videos.abandoned,
    };
    parts.log(level, "job", { ...job, duration_ms, ...counts, ...deletions });
  } catch (cause) {
    const duration_ms = parts.now() - startedAt;
    parts.log("error", "job", { ...job, duration_ms, code: "service_unavailable", cause: describe(cause) });
    throw cause;
  }
}
