/** What the page and its recogniser, which runs in a Web Worker, say to each other. */
import type { FeedbackItem } from "../../../../shared/contract/feedback.ts";
import type { Prediction } from "../../../../shared/contract/invocation.ts";
import type { Hand } from "../../../../shared/hands/hand.ts";
import type { SettledLetter } from "../../../../shared/signs/letter-reader.ts";

/** `lite` is faster and less exact. */
export type Quality = "full" | "lite";

export type ToRecogniser =
  | { readonly kind: "load"; readonly quality: Quality; readonly languageCode: string }
  | {
      readonly kind: "frame";
      /** The whole picture, not mirrored; it comes back when it has been looked at. */
      readonly picture: ImageBitmap;
      /** From any moment; never less than in the frame before. */
      readonly seconds: number;
      /** The letter that is asked for. */
      readonly wanted: string | undefined;
    }
  /** Another picture source begins. */
  | { readonly kind: "startOver" };

export type FromRecogniser =
  | { readonly kind: "loading"; readonly loadedBytes: number; readonly totalBytes: number }
  | { readonly kind: "ready"; readonly runtime: Runtime }
  | { readonly kind: "failed"; readonly reason: LoadProblem; readonly detail: string }
  | Seen;

/** `files`: a file did not come. `start`: the browser cannot run the networks. */
export type LoadProblem = "files" | "start";

/** What runs the networks. */
export interface Runtime {
  readonly provider: "wasm" | "webgpu";
  readonly threads: number;
}

/** A frame as the recogniser saw it. */
export interface Seen {
  readonly kind: "seen";
  readonly seconds: number;
  /** What was looked at; whoever gets it closes it. */
  readonly picture: ImageBitmap;
  /** Landmarks in pixels of the frame. */
  readonly hands: readonly Hand[];
  /** 63 values of the hand that is read; undefined when it is not seen. */
  readonly landmarks: Float32Array | undefined;
  /** What the hand looks like now. */
  readonly leading: Prediction | undefined;
  /** A letter that has just settled. */
  readonly settled: SettledLetter | undefined;
  /** What to change for the letter that is asked for. */
  readonly feedback: readonly FeedbackItem[];
  /** Time that it took to look at the frame. */
  readonly milliseconds: number;
}
