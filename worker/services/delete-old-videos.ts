import type { Parts } from "./parts.ts";

const VIDEOS_PER_SWEEP = 100;
const TIMEOUT_MS = 20_000;
const DAY_MS = 24 * 60 * 60_000;

export interface Deletion {
  readonly deleted: number;
  readonly failed: number;
}

/**
 * Deletes videos that were uploaded longer ago than they are kept. One that cannot be deleted now is tried again with the
 * next sweep. Rejects if the database does not answer.
 */
export async function deleteOldVideos({
  uploads,
  videos,
  settings,
  now,
}: Pick<Parts, "uploads" | "videos" | "settings" | "now">): Promise<Deletion> {
  const keys = await uploads.before(now() - settings.retentionDays * DAY_MS, VIDEOS_PER_SWEEP);
  if (keys.length === 0) return { deleted: 0, failed: 0 };
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const removals = await Promise.all(
    keys.map(async (key) => {
      const removed = await videos.remove({ bucket: settings.uploadBucket, key }, signal);
      return removed.ok ? [key] : [];
    }),
  );
  const deleted = removals.flat();
  await uploads.forget(deleted);
  return { deleted: deleted.length, failed: keys.length - deleted.length };
}
