import type { Fault } from "../../shared/contract/errors.ts";
import type { Result } from "../../shared/contract/result.ts";
import type { VideoLocation } from "../../shared/contract/video-url.ts";

/** An open video: its bytes are read once, as they arrive, and never held as a whole. */
export interface OpenVideo {
  readonly body: ReadableStream<Uint8Array>;
  readonly sizeBytes: number;
  readonly contentType: string;
}

export interface VideoUpload {
  readonly body: ReadableStream<Uint8Array>;
  /** Known in advance: stores need it to accept a stream. */
  readonly sizeBytes: number;
  readonly contentType: string;
}

/** Object storage of one or several buckets. */
export interface VideoStore {
  /** Buckets this store serves. */
  readonly buckets: readonly string[];
  /** Faults: video_not_found, video_access_denied, storage_unavailable. */
  open(location: VideoLocation, signal: AbortSignal): Promise<Result<OpenVideo, Fault>>;
  /** Faults: video_access_denied, storage_unavailable. */
  put(location: VideoLocation, upload: VideoUpload, signal: AbortSignal): Promise<Result<void, Fault>>;
  /** Deleting what is not there succeeds. Faults: video_access_denied, storage_unavailable. */
  remove(location: VideoLocation, signal: AbortSignal): Promise<Result<void, Fault>>;
}
