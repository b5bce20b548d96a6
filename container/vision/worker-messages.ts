/** What the server and a vision thread say to each other. A thread has one job at a time, so messages need no number. */
import type { Fault } from "../../shared/contract/errors.ts";
import type { InvocationOptions, InvocationResult } from "../../shared/contract/invocation.ts";
import type { ActiveModels, Model } from "../../shared/contract/model.ts";
import type { DecodeLimits } from "../decode/limits.ts";
import type { HandModelOptions, Provider } from "../inference/hand-models.ts";
import type { MediaFile } from "./vision.ts";

export interface VisionSetup {
  readonly models: HandModelOptions;
  readonly alphabetsDirectory: string;
  readonly activeModels: ActiveModels;
  readonly limits: DecodeLimits;
}

/** What a thread has loaded. */
export interface VisionInfo {
  readonly modelVersion: string;
  readonly models: readonly Model[];
  readonly provider: Provider;
  /** Why the networks do not run on CUDA, if that was wanted. */
  readonly fallbackReason: string | undefined;
}

export type ToVisionThread =
  | { readonly kind: "job"; readonly file: MediaFile; readonly options: InvocationOptions }
  /** Ends the job in hand, if there is one, with this fault. */
  | { readonly kind: "abort"; readonly fault: Fault }
  | { readonly kind: "close" };

export type FromVisionThread =
  | { readonly kind: "ready"; readonly info: VisionInfo }
  | { readonly kind: "done"; readonly result: InvocationResult }
  | { readonly kind: "failed"; readonly fault: Fault };
