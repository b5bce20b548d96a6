import type { Fault } from "../shared/contract/errors.ts";

/** Carries an expected fault where a value cannot: out of an async iteration. Caught at the job's border and never beyond. */
export class FaultError extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.cause ?? fault.code);
    this.fault = fault;
  }
}

/** The fault that an exception stands for; `internal` when nobody expected it. */
export const faultOf = (cause: unknown): Fault =>
  cause instanceof FaultError
    ? cause.fault
    : { code: "internal", cause: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) };
