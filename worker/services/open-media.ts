import type { Fault } from "../../shared/contract/errors.ts";
import { err, ok, type Result } from "../../shared/contract/result.ts";
import { parseVideoUrl, type VideoLocation } from "../../shared/contract/video-url.ts";
import type { OpenVideo } from "../ports/videos.ts";
import type { Parts } from "./parts.ts";

export interface OpenMedia {
  readonly video: OpenVideo;
  readonly location?: VideoLocation;
}

const TIMEOUT_MS = 20_000;

/** Whether a text is an address rather than a file: base64 has no colon. */
export const isAddress = (text: string): boolean => /^(https?|s3):\/\//i.test(text.slice(0, 10));

/**
 * Opens the file at an address: in a bucket that this service reads, or anywhere public. Faults: invalid_video_url,
 * bucket_not_allowed, and those of VideoStore.open and RemoteMedia.open.
 */
export async function openAddress(
  { videos, remoteMedia }: Pick<Parts, "videos" | "remoteMedia">,
  url: string,
): Promise<Result<OpenMedia, Fault>> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const location = parseVideoUrl(url);
  if (location.ok && videos.buckets.includes(location.value.bucket)) {
    const opened = await videos.open(location.value, signal);
    return opened.ok ? ok({ video: opened.value, location: location.value }) : opened;
  }
  if (url.toLowerCase().startsWith("s3:")) return err(refusedBucket(location, videos.buckets));
  const opened = await remoteMedia.open(url, signal);
  return opened.ok ? ok({ video: opened.value }) : opened;
}

const refusedBucket = (
  location: Result<VideoLocation, "invalid_video_url">,
  allowed: readonly string[],
): Fault =>
  location.ok
    ? { code: "bucket_not_allowed", params: { allowed: allowed.join(", ") } }
    : { code: location.error };
