/**
 * Every error the product can answer with, in one table: HTTP status, and whether trying again may help.
 * The sentences people read are in messages.ts; a code missing there does not compile.
 */
interface ErrorKind {
  /** Status of the HTTP answer that carries this code. */
  readonly status:
    | 400
    | 401
    | 403
    | 404
    | 405
    | 409
    | 411
    | 413
    | 414
    | 415
    | 422
    | 426
    | 429
    | 431
    | 500
    | 503;
  /** A transient fault: the same request may succeed later. Decides retries in queues and clients. */
  readonly retryable: boolean;
}

const kind = (status: ErrorKind["status"], retryable = false): ErrorKind => ({ status, retryable });

export const ERROR_KINDS = {
  // The request itself.
  malformed_json: kind(400),
  malformed_multipart: kind(400),
  length_required: kind(411),
  validation_failed: kind(422),
  unsupported_media_type: kind(415),
  payload_too_large: kind(413),
  route_not_found: kind(404),
  method_not_allowed: kind(405),
  session_not_found: kind(404),
  idempotency_key_reused: kind(422),
  idempotency_in_progress: kind(409, true),
  internal: kind(500, true),
  service_unavailable: kind(503, true),
  // Who sends it, and how often.
  unauthenticated: kind(401),
  forbidden: kind(403),
  tenant_forbidden: kind(403),
  rate_limited: kind(429, true),
  access_not_configured: kind(503),
  key_not_found: kind(404),
  container_secret_wrong: kind(401),
  uri_too_long: kind(414),
  headers_too_large: kind(431),
  // Tuning.
  tuning_session_not_found: kind(404),
  tuning_session_in_use: kind(409),
  tuning_session_full: kind(422),
  upgrade_required: kind(426),
  too_many_watchers: kind(429, true),
  stream_frame_invalid: kind(422),
  stream_time_reversed: kind(422),
  stream_too_fast: kind(429, true),
  // Where a video comes from.
  invalid_video_url: kind(422),
  bucket_not_allowed: kind(422),
  video_not_found: kind(422),
  video_access_denied: kind(422),
  storage_unavailable: kind(503, true),
  media_url_not_allowed: kind(422),
  media_url_unreadable: kind(422),
  presign_not_configured: kind(503),
  // What a video or picture holds.
  media_empty: kind(422),
  media_too_large: kind(413),
  media_unreadable: kind(422),
  media_without_video: kind(422),
  media_dimensions_too_large: kind(422),
  media_decode_timeout: kind(422),
  // Recognition.
  media_needs_assessment: kind(413),
  sagemaker_not_configured: kind(503),
  language_not_supported: kind(422),
  model_version_not_supported: kind(422),
  inference_overloaded: kind(503, true),
  inference_unavailable: kind(503, true),
  inference_timeout: kind(503, true),
  inference_bad_answer: kind(503, true),
  inference_rejected: kind(422),
  processing_gave_up: kind(503),
  assessment_expired: kind(503),
  // Running the service.
  backend_paused: kind(503, true),
  dead_letter_not_found: kind(404),
  dead_letter_not_replayable: kind(409),
  unreadable_message: kind(409),
  mirror_not_configured: kind(409),
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof ERROR_KINDS;

/** A failure with the values its sentence needs, e.g. `{ code: "media_too_large", params: { limit: "50 MB" } }`. */
export interface Fault {
  readonly code: ErrorCode;
  readonly params?: Readonly<Record<string, string | number>>;
  /** For logs only; never shown to a client. */
  readonly cause?: string;
  /** Nobody answered at all: the other side may be down. Not kept with a session. */
  readonly isUnanswered?: boolean;
}

export const isErrorCode = (value: string): value is ErrorCode => Object.hasOwn(ERROR_KINDS, value);

export const isRetryable = (fault: Fault): boolean => ERROR_KINDS[fault.code].retryable;
