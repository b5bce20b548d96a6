import type { VideoLocation } from "../../shared/contract/video-url.ts";

export interface Upload extends VideoLocation {
  /** Milliseconds since 1970. */
  readonly uploadedAt: number;
}

/**
 * Which videos were uploaded here, or by an address that was signed here, and when. Their keys are unique across buckets.
 * Every method rejects if the database fails.
 */
export interface UploadRegister {
  /** Notes an upload, before it is stored, so that no video is ever forgotten. */
  record(upload: Upload): Promise<void>;
  /** At most `limit` videos uploaded before this time (ms), oldest first, without those that are put off until after `now`. */
  before(time: number, now: number, limit: number): Promise<Upload[]>;
  isKnown(location: VideoLocation): Promise<boolean>;
  /** Leaves videos alone until this time (ms). */
  putOff(keys: readonly string[], until: number): Promise<void>;
  /** Forgets videos that are deleted. */
  forget(keys: readonly string[]): Promise<void>;
}
