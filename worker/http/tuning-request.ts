/** What requests to tuning routes have in common: the session they name, and faults that point at fields. */
import { z } from "zod";
import { fieldMessageOf } from "../../shared/contract/field-messages.ts";
import type { Result } from "../../shared/contract/result.ts";
import { SessionIdSchema } from "../../shared/contract/tuning.ts";
import { DEFAULT_SESSION, SESSION_HEADER } from "../../shared/contract/tuning-api.ts";
import type { TuningFault } from "../ports/tuning-sessions.ts";
import type { AppContext } from "./app-context.ts";
import { localeOf } from "./locale.ts";
import { ProblemError } from "./problem.ts";

/** For the documentation of routes that name the session in their path, and of those that name it in a header. */
export const SESSION_PARAMS = z.object({ id: SessionIdSchema });
export const SESSION_HEADERS = z.object({
  [SESSION_HEADER]: SessionIdSchema.default(DEFAULT_SESSION),
});
export const UPDATE_HEADERS = z.object({
  "Idempotency-Key": z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe("The same key with the same body counts once and is answered as the first time"),
});

/** Id of the session that the path names, else the header, else the default one. Ends the request with 422 if it is none. */
export function sessionIdOf(c: AppContext): string {
  const inPath = c.req.param("id");
  const id = inPath ?? c.req.header(SESSION_HEADER) ?? DEFAULT_SESSION;
  if (SessionIdSchema.safeParse(id).success) return id;
  const pointer = inPath === undefined ? `/${SESSION_HEADER}` : "/id";
  throw tuningProblem(c, {
    code: "validation_failed",
    fields: [{ pointer, reason: "bad_session_id" }],
  });
}

/** The header Idempotency-Key. Ends the request with 422 if it is empty or too long. */
export function idempotencyKeyOf(c: AppContext): string | undefined {
  const key = c.req.header("Idempotency-Key");
  if (key === undefined || UPDATE_HEADERS.safeParse({ "Idempotency-Key": key }).success) return key;
  throw tuningProblem(c, {
    code: "validation_failed",
    fields: [{ pointer: "/Idempotency-Key", reason: "key_too_long" }],
  });
}

export function valueOrTuningProblem<T>(c: AppContext, result: Result<T, TuningFault>): T {
  if (result.ok) return result.value;
  throw tuningProblem(c, result.error);
}

function tuningProblem(c: AppContext, { fields = [], ...fault }: TuningFault): ProblemError {
  const locale = localeOf(c);
  return new ProblemError(
    fault,
    fields.map((field) => ({ pointer: field.pointer, detail: fieldMessageOf(field, locale) })),
  );
}
