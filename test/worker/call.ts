import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { type AssessResponse, AssessResponseSchema } from "../../shared/contract/assessment.ts";
import { type Problem, ProblemSchema } from "../../shared/contract/problem.ts";

import { createApp } from "../../worker/app.ts";
import { createDeps } from "../../worker/deps.ts";
import type { Parts } from "../../worker/services/parts.ts";

const ORIGIN = "https://senal.test";

/** Sends a request to the Worker as it is deployed, wired by its own configuration. */
export const call = (path: string, init: RequestInit = {}): Promise<Response> =>
  exports.default.fetch(new Request(ORIGIN + path, { redirect: "manual", ...init }));

/** The app with some of its parts replaced; a path may be an address, to ask it by another name. */
export function appWith(replaced: Partial<Parts>) {
  const app = createApp(createDeps(env, { log: () => {}, ...replaced }));
  return async (path: string, init?: RequestInit): Promise<Response> => {
    const context = createExecutionContext();
    const response = await app.fetch(new Request(new URL(path, ORIGIN), init), env, context);
    // What is left to do after the answer would otherwise outlive the test.
    await waitOnExecutionContext(context);
    return response;
  };
}

export const postJson = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  call(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(body),
  });

/** The problem that an answer carries, after checking that it is one in every respect. */
export async function problemOf(response: Response): Promise<Problem> {
  if (response.headers.get("Content-Type") !== "application/problem+json") {
    throw new Error(`no problem but ${response.status} ${await response.text()}`);
  }
  const problem = ProblemSchema.parse(await response.json());
  if (problem.status !== response.status)
    throw new Error(`status ${problem.status} is not ${response.status}`);
  if (problem.request_id !== response.headers.get("X-Request-Id")) throw new Error("two request ids");
  return problem;
}

/** Asks until the session is final. */
export async function resultOf(sessionId: string, deadlineMs = 20_000): Promise<AssessResponse> {
  const deadline = Date.now() + deadlineMs;
  while (Date.now() < deadline) {
    const session = AssessResponseSchema.parse(await (await call(`/api/v1/assess/${sessionId}`)).json());
    if (session.status === "completed" || session.status === "failed") return session;
    await scheduler.wait(20);
  }
  throw new Error(`session ${sessionId} is not final`);
}
