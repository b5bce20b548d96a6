/** The state that the routes share. */
import type { Config } from "../config.ts";
import type { Logger } from "../log.ts";
import type { Metrics } from "../metrics.ts";
import type { VisionPool } from "../vision/vision-pool.ts";
import type { JobGate } from "./job-gate.ts";

/** Models are loaded after the port is open, so that /ping can answer from the first moment. */
export type Readiness =
  | { readonly state: "loading" }
  | { readonly state: "ready" | "draining"; readonly vision: VisionPool };

export interface Service {
  readonly config: Config;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly gate: JobGate;
  /** Folder of the bodies being worked on. */
  readonly folder: string;
  /** Aborts every job. */
  readonly stop: AbortSignal;
  readonly readiness: () => Readiness;
}
