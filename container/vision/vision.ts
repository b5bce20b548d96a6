/** What recognition works with, and what it is asked for. */
import type { InvocationResult } from "../../shared/contract/invocation.ts";
import type { ActiveModels } from "../../shared/contract/model.ts";
import type { RunModel } from "../../shared/hands/run-model.ts";
import type { Alphabet } from "../../shared/signs/alphabet.ts";
import type { MediaKind } from "../decode/decoder-job.ts";
import type { DecoderPool } from "../decode/decoder-pool.ts";
import type { DecodeLimits } from "../decode/limits.ts";

export interface Vision {
  readonly runModel: RunModel;
  readonly alphabets: readonly Alphabet[];
  readonly activeModels: ActiveModels;
  readonly decoders: DecoderPool;
  readonly limits: DecodeLimits;
}

export interface MediaFile {
  readonly path: string;
  readonly kind: MediaKind;
}

/** What a task needs besides the file. */
export interface RecognitionRequest {
  /** Absent when only hands are wanted. */
  readonly alphabet: Alphabet | undefined;
  /** The sign that was asked for, if one was. */
  readonly expected: string | undefined;
  readonly topK: number;
  readonly signal: AbortSignal;
}

export type Recognition = Omit<InvocationResult, "model_version">;
