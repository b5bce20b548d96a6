/** Errors as application/problem+json (RFC 9457). */
import { ERROR_KINDS, type Fault } from "../../shared/contract/errors.ts";
import { type FieldError, PROBLEM_MEDIA_TYPE, problemOf } from "../../shared/contract/problem.ts";
import type { Result } from "../../shared/contract/result.ts";
import type { AppContext } from "./app-context.ts";
import { localeOf } from "./locale.ts";

/** When a client may try again after an answer that says that a part is down. */
const RETRY_AFTER_SECONDS = 10;

/** Ends a request with a problem, from wherever it is known; the error handler of the app renders it. */
export class ProblemError extends Error {
  readonly fault: Fault;
  readonly errors: readonly FieldError[];

  constructor(fault: Fault, errors: readonly FieldError[] = []) {
    super(fault.code);
    this.fault = fault;
    this.errors = errors;
  }
}

export function problem(
  c: AppContext,
  fault: Fault,
  errors: readonly FieldError[] = [],
  headers: Readonly<Record<string, string>> = {},
): Response {
  const { status } = ERROR_KINDS[fault.code];
  const locale = localeOf(c);
  c.set("faultCode", fault.code);
  c.set("faultCause", fault.cause);
  return c.body(JSON.stringify(problemOf(fault, locale, c.get("requestId"), errors)), status, {
    "Content-Type": PROBLEM_MEDIA_TYPE,
    "Content-Language": locale,
    Vary: "Accept-Language",
    ...(status === 503 || status === 429 ? { "Retry-After": String(RETRY_AFTER_SECONDS) } : {}),
    ...headers,
  });
}

export function valueOrProblem<T>(result: Result<T, Fault>): T {
  if (result.ok) return result.value;
  throw new ProblemError(result.error);
}
