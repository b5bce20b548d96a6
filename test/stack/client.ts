/** The calls an app makes, against a running stack. */
import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import {
  type AssessResponse,
  AssessResponseSchema,
  UploadedVideoSchema,
} from "../../shared/contract/assessment.ts";
import { type Problem, ProblemSchema } from "../../shared/contract/problem.ts";

/** The API said no, and why. */
export class RefusedError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.title}: ${problem.detail}`);
    this.problem = problem;
  }
}

const CONTENT_TYPES: Record<string, string> = {
  ".avi": "video/x-msvideo",
  ".mov": "video/quicktime",
  ".mp4": "video/mp4",
  ".webm": "video/webm",
};
const POLL_MS = 200;

export type Submission = { readonly s3VideoUrl: string; readonly expectedGesture?: string };

/** Uploads a file as it is, whatever it holds, and resolves to its s3:// address. */
export async function uploadVideo(workerUrl: string, file: string): Promise<string> {
  const body = await readFile(file);
  const contentType = CONTENT_TYPES[extname(file).toLowerCase()] ?? "video/mp4";
  const answer = await send(`${workerUrl}/api/v1/videos`, { body, contentType });
  return UploadedVideoSchema.parse(answer).s3VideoUrl;
}

export async function submitAssessment(workerUrl: string, submission: Submission): Promise<AssessResponse> {
  const body = JSON.stringify({ userId: "demo-learner", exerciseId: 1, levelId: 1, ...submission });
  return AssessResponseSchema.parse(
    await send(`${workerUrl}/api/v1/assess`, { body, contentType: "application/json" }),
  );
}

/** Asks until the session is final; tells of every change of its status. Throws when `deadlineMs` have passed. */
export async function waitForResult(
  workerUrl: string,
  sessionId: string,
  deadlineMs: number,
  onStatus: (status: AssessResponse["status"]) => void = () => {},
): Promise<AssessResponse> {
  const deadline = Date.now() + deadlineMs;
  let last: AssessResponse["status"] | undefined;
  while (Date.now() < deadline) {
    const answer = await fetch(`${workerUrl}/api/v1/assess/${sessionId}`, {
      signal: AbortSignal.timeout(10_000),
    });
    const session = AssessResponseSchema.parse(await answer.json());
    if (session.status !== last) onStatus(session.status);
    last = session.status;
    if (session.status === "completed" || session.status === "failed") return session;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`Session ${sessionId} was still ${last} after ${deadlineMs / 1000} seconds.`);
}

async function send(url: string, request: { body: BodyInit; contentType: string }): Promise<unknown> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": request.contentType },
    body: request.body,
    signal: AbortSignal.timeout(120_000),
  });
  const text = await answer.text();
  if (!answer.ok) throw new RefusedError(ProblemSchema.parse(JSON.parse(text)));
  return JSON.parse(text);
}
