import type { Context } from "hono";
import { ERROR_KINDS, type Fault } from "../../shared/contract/errors.ts";
import { type FieldError, PROBLEM_MEDIA_TYPE, problemOf } from "../../shared/contract/problem.ts";
import { localeOf } from "./request.ts";

/** A guess at when a place is free: most jobs take seconds. */
const RETRY_AFTER_SECONDS = "5";

/** Answers a fault as problem+json. A 503 says when to come back. */
export function problemResponse(
  c: Context,
  fault: Fault,
  requestId: string,
  errors?: readonly FieldError[],
): Response {
  const { status } = ERROR_KINDS[fault.code];
  c.header("Content-Type", PROBLEM_MEDIA_TYPE);
  if (status === 503) c.header("Retry-After", RETRY_AFTER_SECONDS);
  // With the values of its sentence, so that whoever asked can say it in another language.
  const problem = { ...problemOf(fault, localeOf(c), requestId, errors), params: fault.params };
  return c.body(JSON.stringify(problem), status);
}
