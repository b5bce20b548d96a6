/** Adds to the description of each route what it asks for, and what every route answers to those it does not admit. */
import type { ErrorCode } from "../../shared/contract/errors.ts";
import { PROBLEM_MEDIA_TYPE } from "../../shared/contract/problem.ts";
import { type Need, scopeFor } from "../services/caller.ts";
import type { Answer, ApiDescription, Operation } from "./api-description.ts";
import { problemAnswers } from "./responses.ts";

const TO_ALL: readonly ErrorCode[] = ["rate_limited", "uri_too_long", "headers_too_large"];
const WITHOUT_RIGHT: readonly ErrorCode[] = [
  "unauthenticated",
  "forbidden",
  "tenant_forbidden",
  "validation_failed",
  "access_not_configured",
  "service_unavailable",
];

/** `needOf` is given a path as in app.ts. */
export const describeAccess = (
  description: ApiDescription,
  needOf: (route: string) => Need | undefined,
): ApiDescription => ({
  ...description,
  paths: Object.fromEntries(
    Object.entries(description.paths).map(([path, item]) => {
      // chanfana leaves nothing of the root's path.
      const need = needOf(path.replaceAll(/\{(\w+)\}/g, ":$1") || "/") ?? "admin";
      const operations = Object.entries(item).map(([name, value]) => [name, describe(value, need)]);
      return [path, Object.fromEntries(operations)];
    }),
  ),
});

function describe(operation: Operation, need: Need): Operation {
  const { responses } = operation;
  // Every route documents an internal error, in the form that the document has problems in.
  const schema = responses["500"]?.content?.[PROBLEM_MEDIA_TYPE]?.schema;
  const told = Object.values(responses).flatMap(({ content }) =>
    Object.keys(content?.[PROBLEM_MEDIA_TYPE]?.examples ?? {}),
  );
  const codes = (need === "nothing" ? TO_ALL : [...TO_ALL, ...WITHOUT_RIGHT]).filter(
    (code) => !told.includes(code),
  );
  const added = Object.entries(problemAnswers(codes, schema));
  const merged = added.map(([status, answer]) => [status, merge(responses[status], answer)]);
  const described = { ...operation, responses: { ...responses, ...Object.fromEntries(merged) } };
  if (need === "nothing") return { ...described, security: [] };
  const scope = `Scope: \`${scopeFor(need)}\`.`;
  return { ...described, description: [operation.description, scope].filter(Boolean).join(" ") };
}

function merge(answer: Answer | undefined, added: Answer): Answer {
  if (!answer) return added;
  const before = answer.content?.[PROBLEM_MEDIA_TYPE];
  const after = added.content?.[PROBLEM_MEDIA_TYPE];
  const examples = { ...before?.examples, ...after?.examples };
  return {
    ...answer,
    description: [answer.description, added.description].filter(Boolean).join("; "),
    content: { ...answer.content, [PROBLEM_MEDIA_TYPE]: { ...after, ...before, examples } },
  };
}
