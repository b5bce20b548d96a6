import type { ErrorCode } from "../../../shared/contract/errors.ts";

/** What may go wrong with a file that is recognised while the client waits. */
export const MEDIA_PROBLEMS: readonly ErrorCode[] = [
  "media_empty",
  "media_too_large",
  "media_unreadable",
  "media_without_video",
  "media_dimensions_too_large",
  "media_decode_timeout",
  "media_needs_assessment",
  "inference_overloaded",
  "inference_unavailable",
  "inference_timeout",
  "inference_bad_answer",
  "inference_rejected",
];

/** What may be wrong with a JSON body. */
export const JSON_PROBLEMS: readonly ErrorCode[] = [
  "malformed_json",
  "unsupported_media_type",
  "payload_too_large",
  "validation_failed",
];

/** What may be wrong with a form that holds a file. */
export const FORM_PROBLEMS: readonly ErrorCode[] = [
  "malformed_multipart",
  "length_required",
  "unsupported_media_type",
  "validation_failed",
];
