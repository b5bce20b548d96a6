import { announceOutbox } from "../services/announce-outbox.ts";
import { deleteOldVideos } from "../services/delete-old-videos.ts";
import { expireSessions } from "../services/expire-sessions.ts";
import { forgetOldKeys } from "../services/forget-old-keys.ts";
import { describe } from "../services/guard.ts";
import type { Parts } from "../services/parts.ts";
import { probeMirror } from "../services/probe-mirror.ts";

/**
 * Runs every minute, and leaves one line in the log. A part that fails does not keep the others from their work; at the
 * end it rejects for it, for Cloudflare to record a failed run.
 */
export async function sweep(parts: Parts): Promise<void> {
  const startedAt = parts.now();
  const failures: unknown[] = [];
  const attempt = <T>(work: Promise<T>): Promise<T | undefined> =>
    work.catch((cause: unknown) => {
      failures.push(cause);
      return undefined;
    });
  const expired = await attempt(expireSessions(parts));
  await attempt(probeMirror(parts));
  const outbox = await attempt(announceOutbox(parts));
  const videos = await attempt(deleteOldVideos(parts));
  await attempt(forgetOldKeys(parts));
  const isFaulty = [outbox?.failed, videos?.failed, videos?.abandoned].some((count = 0) => count > 0);
  parts.log(failures.length > 0 ? "error" : isFaulty ? "warn" : "info", "job", {
    job: "sweep",
    duration_ms: parts.now() - startedAt,
    expired,
    announced: outbox?.announced,
    settled: outbox?.settled,
    failed: outbox?.failed,
    videos_deleted: videos?.deleted,
    videos_failed: videos?.failed,
    videos_abandoned: videos?.abandoned,
    ...(failures.length > 0 && {
      code: "service_unavailable",
      cause: failures.map(describe).join("; "),
    }),
  });
  if (failures.length > 0) throw failures[0];
}
