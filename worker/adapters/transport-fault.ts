import type { ErrorCode, Fault } from "../../shared/contract/errors.ts";

/** A request that got no answer, as a fault. The message of the error goes to the log, never to a client. */
export const transportFault = (code: ErrorCode, cause: unknown): Fault => ({
  code,
  cause: cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause),
  isUnanswered: true,
});

export const isTimeout = (cause: unknown): boolean =>
  cause instanceof Error && (cause.name === "TimeoutError" || cause.name === "AbortError");
