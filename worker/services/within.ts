import type { ErrorCode, Fault } from "../../shared/contract/errors.ts";
import { err, type Result } from "../../shared/contract/result.ts";
import { describe } from "./guard.ts";

/**
 * Gives up on work after `timeoutMs`, also on work that does not heed its signal. Time out and rejection become a fault
 * of the given code.
 */
export async function within<T>(
  timeoutMs: number,
  code: ErrorCode,
  work: (signal: AbortSignal) => Promise<Result<T, Fault>>,
): Promise<Result<T, Fault>> {
  const signal = AbortSignal.timeout(timeoutMs);
  const timedOut = new Promise<Result<T, Fault>>((resolve) => {
    const giveUp = () =>
      resolve(err({ code, params: { limit: timeoutMs / 1000 }, cause: `no answer within ${timeoutMs} ms` }));
    signal.addEventListener("abort", giveUp, { once: true });
  });
  const working = work(signal).catch((cause: unknown) => err({ code, cause: describe(cause) }));
  return Promise.race([working, timedOut]);
}
