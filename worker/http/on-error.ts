import type { AppContext } from "./app-context.ts";
import { ProblemError, problem } from "./problem.ts";

/** Answers what a route threw; an error that nobody foresaw goes to the log and shows nothing of itself. */
export function onError(error: Error, c: AppContext): Response {
  if (error instanceof ProblemError) return problem(c, error.fault, error.errors);
  return problem(c, { code: "internal", cause: error.stack ?? `${error.name}: ${error.message}` });
}
