import type { Fault } from "../../shared/contract/errors.ts";
import type { Result } from "../../shared/contract/result.ts";
import type { Upload } from "../ports/uploads.ts";
import type { Parts } from "./parts.ts";

const VIDEOS_PER_SWEEP = 100;
const TIMEOUT_MS = 20_000;
const DAY_MS = 24 * 60 * 60_000;
/** What cannot be deleted now must not stand in the way of what can. */
const RETRY_MS = 60 * 60_000;
/** Without the right to delete in a bucket at S3, a rule of that bucket has to; until then it may have been a mistake. */
const DENIED_FOR_MS = 7 * DAY_MS;

export interface Deletion {
  readonly deleted: number;
  /** To be tried again. */
  readonly failed: number;
  /** To be deleted by somebody else. */
  readonly abandoned: number;
}

/**
 * Deletes videos that were uploaded longer ago than they are kept. One that cannot be deleted is tried again every hour;
 * one whose bucket forbids it, for a week. Rejects if the database does not answer.
 */
export async function deleteOldVideos({
  uploads,
  videos,
  settings,
  now,
}: Pick<Parts, "uploads" | "videos" | "settings" | "now">): Promise<Deletion> {
  const time = now() - settings.retentionDays * DAY_MS;
  const old = await uploads.before(time, now(), VIDEOS_PER_SWEEP);
  if (old.length === 0) return { deleted: 0, failed: 0, abandoned: 0 };
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const removals = await Promise.all(
    old.map(async (upload) => ({ upload, removed: await videos.remove(upload, signal) })),
  );
  const keysOf = (test: (removal: Removal) => boolean): string[] =>
    removals.filter(test).map(({ upload }) => upload.key);
  const isDeleted = ({ removed }: Removal): boolean => removed.ok;
  const isAbandoned = ({ upload, removed }: Removal): boolean =>
    !removed.ok && WITHOUT_RIGHT.has(removed.error.code) && upload.uploadedAt < time - DENIED_FOR_MS;
  const [deleted, abandoned] = [keysOf(isDeleted), keysOf(isAbandoned)];
  const failed = keysOf((removal) => !isDeleted(removal) && !isAbandoned(removal));
  await uploads.forget([...deleted, ...abandoned]);
  if (failed.length > 0) await uploads.putOff(failed, now() + RETRY_MS);
  return { deleted: deleted.length, failed: failed.length, abandoned: abandoned.length };
}

interface Removal {
  readonly upload: Upload;
  readonly removed: Result<void, Fault>;
}

/** The second: the bucket is no longer one of the service's. */
const WITHOUT_RIGHT: ReadonlySet<string> = new Set<Fault["code"]>([
  "video_access_denied",
  "bucket_not_allowed",
]);
