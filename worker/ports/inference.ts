import type { Fault } from "../../shared/contract/errors.ts";
import type { Landmark } from "../../shared/contract/hand.ts";
import type { InvocationResult, Region, Task } from "../../shared/contract/invocation.ts";
import type { Model } from "../../shared/contract/model.ts";
import type { Result } from "../../shared/contract/result.ts";
import type { VideoLocation } from "../../shared/contract/video-url.ts";
import type { OpenVideo } from "./videos.ts";

export interface InferenceJob {
  readonly requestId: string;
  readonly task: Task;
  readonly languageCode: string;
  /** Undefined for the version that the backend has active. */
  readonly modelVersion?: string | undefined;
  /** The sign that was asked for, to get feedback on. */
  readonly expectedGesture?: string | undefined;
  readonly topK: number;
  readonly video: OpenVideo;
  /** Where the video lies, for backends that fetch it themselves; undefined when it lies nowhere. */
  readonly location?: VideoLocation | undefined;
}

/** The next picture of a stream. */
export interface PictureJob {
  readonly requestId: string;
  /** Names the stream, whose pictures are kept apart from all others. */
  readonly streamId: string;
  /** JPEG. */
  readonly picture: Uint8Array<ArrayBuffer>;
  /** Where to look first: around the hand of the picture before; undefined to search all of it. */
  readonly region: Region | undefined;
}

export interface TrackedPicture {
  /** 21 points in fractions of the picture; undefined when no hand is seen. */
  readonly landmarks: readonly Landmark[] | undefined;
  /** Pixels, as far as their ratio goes: the backend may have scaled the picture. */
  readonly image: { readonly width: number; readonly height: number };
}

/** What a backend says of itself, as far as it does. */
export interface BackendInfo {
  /** The model that answers requests without a choice of their own. */
  readonly modelVersion?: string;
  /** Every version it can judge by. */
  readonly models?: readonly Model[];
}

/** Kept with the session while a backend works on its own; opaque to everybody but the backend that made it. */
export type InferenceTicket = string;

export type InferenceAnswer =
  | { readonly state: "done"; readonly result: InvocationResult }
  /** The backend works on; ask again with the ticket after this time. */
  | { readonly state: "pending"; readonly ticket: InferenceTicket; readonly pollAfterSeconds: number };

/**
 * Something that recognises signs in a video. Faults: the media_* and inference_* codes, language_not_supported,
 * model_version_not_supported, and storage_unavailable when the video breaks off, which is no fault of the backend.
 * Whether a fault is worth a retry is a property of its code (shared/contract/errors.ts).
 */
export interface InferenceBackend {
  readonly framework: "ONNX Runtime" | "SageMaker" | "stub";
  /** Consumes `job.video.body`. */
  submit(job: InferenceJob, signal: AbortSignal): Promise<Result<InferenceAnswer, Fault>>;
  /** Asks for the outcome of a pending job. Only called with a ticket that `submit` of the same framework gave. */
  poll(ticket: InferenceTicket, signal: AbortSignal): Promise<Result<InferenceAnswer, Fault>>;
  /** Finds the one hand that a stream follows. */
  track(job: PictureJob, signal: AbortSignal): Promise<Result<TrackedPicture, Fault>>;
  /** Answers whether the backend takes work now, and which models it has if it says so. */
  ping(signal: AbortSignal): Promise<Result<BackendInfo, Fault>>;
}
