import type { ErrorCode, Fault } from "../../shared/contract/errors.ts";
import { err, ok, type Result } from "../../shared/contract/result.ts";

/** Turns a rejection into a fault of the given code; its reason goes into `cause`, which only logs show. */
export async function guard<T>(code: ErrorCode, work: () => Promise<T>): Promise<Result<T, Fault>> {
  try {
    return ok(await work());
  } catch (cause) {
    return err({ code, cause: describe(cause) });
  }
}

export const describe = (cause: unknown): string =>
  cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
