/** What the parent asks of a decoder process: one line of JSON a job on its standard input. */
import type { DecodeLimits } from "./limits.ts";

export type MediaKind = "video" | "picture";

export interface DecoderJob {
  readonly path: string;
  readonly kind: MediaKind;
  readonly limits: DecodeLimits;
}

/** Faults a decoder process can name by itself. */
export const DECODER_FAULTS = [
  "media_unreadable",
  "media_without_video",
  "media_dimensions_too_large",
] as const;
export type DecoderFault = (typeof DECODER_FAULTS)[number];

/** Last words of a decoder process on a job. */
export interface DecoderVerdict {
  readonly fault?: DecoderFault;
  /** What the fault's sentence needs. */
  readonly limit?: string;
  /** For logs. */
  readonly cause?: string;
  /** Time spent decoding and scaling, without waiting for the reader. */
  readonly decodeMs: number;
}
