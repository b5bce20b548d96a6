/** Documentation of answers, spliced into the schema of a route. */
import { contentJson } from "chanfana";
import type { z } from "zod";
import { ERROR_KINDS, type ErrorCode } from "../../shared/contract/errors.ts";
import { DEFAULT_LOCALE, messageOf } from "../../shared/contract/messages.ts";
import { PROBLEM_MEDIA_TYPE, ProblemSchema, problemOf } from "../../shared/contract/problem.ts";

const EXAMPLE_REQUEST_ID = "6f1c2f6e-4c5b-4d8e-9a51-0f3f4f0b8d11";

/** Written once in the description, and referred to by every error answer. */
const PROBLEM = ProblemSchema.openapi("Problem");

export const jsonResponse = (description: string, schema: z.ZodType) => ({
  description,
  ...contentJson(schema),
});

/** Answers for the errors that a route can raise, one a status; an `internal` error may come from anywhere. */
export const problemResponses = (...codes: readonly ErrorCode[]) =>
  problemAnswers([...codes, "internal"], PROBLEM);

/** One answer a status; `schema` is that of a problem, in the form that the document has it in. */
export function problemAnswers<T>(codes: readonly ErrorCode[], schema: T) {
  const byStatus = Map.groupBy(codes, (code) => ERROR_KINDS[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, ofStatus]) => [
      String(status),
      {
        description: ofStatus
          .map((code) => `\`${code}\`: ${messageOf({ code }, DEFAULT_LOCALE).title}`)
          .join("; "),
        content: {
          [PROBLEM_MEDIA_TYPE]: {
            schema,
            examples: Object.fromEntries(
              ofStatus.map((code) => [
                code,
                { value: problemOf({ code }, DEFAULT_LOCALE, EXAMPLE_REQUEST_ID) },
              ]),
            ),
          },
        },
      },
    ]),
  );
}
