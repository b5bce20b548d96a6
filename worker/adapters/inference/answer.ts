/** What is told to a vision container and read from its answers, directly or through SageMaker. */
import { z } from "zod";
import { type ErrorCode, type Fault, isErrorCode } from "../../../shared/contract/errors.ts";
import { type InvocationResult, InvocationResultSchema } from "../../../shared/contract/invocation.ts";
import { ProblemSchema } from "../../../shared/contract/problem.ts";
import { err, ok, type Result } from "../../../shared/contract/result.ts";
import type { InferenceAnswer, InferenceJob, PictureJob, TrackedPicture } from "../../ports/inference.ts";
import { isTimeout, transportFault } from "../transport-fault.ts";

/** A result is small; more than this is not one. */
const MAX_ANSWER_CHARACTERS = 4_000_000;
const REGION_DECIMALS = 4;

/** A job's options by the names that the container knows (InvocationOptionsSchema). */
export const optionsOf = (job: InferenceJob): Record<string, string> => ({
  task: job.task,
  language: job.languageCode,
  ...(job.modelVersion === undefined ? {} : { model_version: job.modelVersion }),
  ...(job.expectedGesture === undefined ? {} : { expected: job.expectedGesture }),
  top_k: String(job.topK),
});

/** A problem of the container's, with the values of its sentence. */
const ContainerProblemSchema = ProblemSchema.partial().extend({
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

export function readAnswer(status: number, text: string): Result<InferenceAnswer, Fault> {
  const result = readResult(status, text);
  return result.ok ? ok({ state: "done", result: result.value }) : result;
}

/** As {@link readAnswer}, for a picture of a stream. */
export function readTrackedPicture(status: number, text: string): Result<TrackedPicture, Fault> {
  const result = readResult(status, text);
  if (!result.ok) return result;
  const { hands, image } = result.value;
  return hands && image
    ? ok({ landmarks: hands[0]?.landmarks, image })
    : err({ code: "inference_bad_answer", cause: "the answer lacks hands or the size of the picture" });
}

function readResult(status: number, text: string): Result<InvocationResult, Fault> {
  if (status < 200 || status > 299) return err(faultOfProblem(status, text));
  const result = InvocationResultSchema.safeParse(parseJson(text));
  return result.success
    ? ok(result.data)
    : err({ code: "inference_bad_answer", cause: "the answer is no recognition result" });
}

/** What a container is told about a picture of a stream, as its options. */
export const trackOptions = ({ streamId, region }: PictureJob): Record<string, string> => ({
  task: "track",
  stream: streamId,
  ...(region && { region: region.map((value) => value.toFixed(REGION_DECIMALS)).join(",") }),
});

/** The container names its faults; anything else is judged by the status. */
export function faultOfProblem(status: number, text: string): Fault {
  const problem = ContainerProblemSchema.safeParse(parseJson(text));
  const code = problem.success ? problem.data.code : undefined;
  if (code !== undefined && isErrorCode(code) && isAboutTheVideo(code)) {
    const { detail = "", params } = problem.data ?? {};
    return { code, ...(params ? { params } : {}), cause: detail };
  }
  const cause = `recognition answered ${status}`;
  if (status === 429 || status === 503) return { code: "inference_overloaded", cause };
  // The container does not know the Worker: for its operator to mend, and no fault of the video.
  if (status === 401 || status >= 500 || status === 404 || status === 408)
    return { code: "inference_unavailable", cause };
  return { code: "inference_rejected", cause };
}

export const inferenceTransportFault = (cause: unknown): Fault =>
  isTimeout(cause)
    ? transportFault("inference_timeout", cause)
    : transportFault("inference_unavailable", cause);

/** Faults of the request to the container itself are ours, and not for the learner. */
const isAboutTheVideo = (code: ErrorCode): boolean =>
  code.startsWith("media_") ||
  code.startsWith("inference_") ||
  code === "language_not_supported" ||
  code === "model_version_not_supported";

export function parseJson(text: string): unknown {
  if (text.length > MAX_ANSWER_CHARACTERS) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
