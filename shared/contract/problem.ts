import { z } from "zod";
import { ERROR_KINDS, type Fault } from "./errors.ts";
import { type Locale, messageOf } from "./messages.ts";

export const PROBLEM_MEDIA_TYPE = "application/problem+json";

/** Body of every error answer (RFC 9457), the same from Worker and container. */
export const ProblemSchema = z.object({
  type: z.string().describe("Stable identifier of the kind of problem"),
  title: z.string(),
  status: z.int(),
  detail: z.string().describe("What happened and what to do"),
  code: z.string().describe("Stable code for programs"),
  request_id: z.string(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
});
export type Problem = z.infer<typeof ProblemSchema>;

/** A field of the request that is wrong; `pointer` is a JSON pointer (RFC 6901) such as `/exerciseId`. */
export type FieldError = NonNullable<Problem["errors"]>[number];

export function problemOf(
  fault: Fault,
  locale: Locale,
  requestId: string,
  errors?: readonly FieldError[],
): Problem {
  const { title, detail } = messageOf(fault, locale);
  const base = {
    type: `urn:senal:error:${fault.code}`,
    title,
    status: ERROR_KINDS[fault.code].status,
    detail,
    code: fault.code,
    request_id: requestId,
  };
  return errors?.length ? { ...base, errors: [...errors] } : base;
}
