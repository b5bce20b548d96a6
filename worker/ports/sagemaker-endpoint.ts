import type { Fault } from "../../shared/contract/errors.ts";
import type { Result } from "../../shared/contract/result.ts";

/** The endpoint itself, for clients that want its own answer. */
export interface SageMakerEndpoint {
  /** The answer's JSON. Faults: as InferenceBackend. */
  invoke(body: Uint8Array<ArrayBuffer>, signal: AbortSignal): Promise<Result<unknown, Fault>>;
}
