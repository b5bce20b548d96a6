import { z } from "zod";
import type { Fault } from "../../../shared/contract/errors.ts";
import { CUSTOM_ATTRIBUTES_HEADER, formatCustomAttributes } from "../../../shared/contract/invocation.ts";
import { err, ok, type Result } from "../../../shared/contract/result.ts";
import { formatVideoUrl, parseVideoUrl, type VideoLocation } from "../../../shared/contract/video-url.ts";
import type { InferenceAnswer, InferenceBackend, InferenceJob } from "../../ports/inference.ts";
import type { VideoStore } from "../../ports/videos.ts";
import { type Aws, encodeKey } from "../aws.ts";
import {
  faultOfProblem,
  inferenceTransportFault,
  optionsOf,
  readAnswer,
  readTrackedPicture,
  trackOptions,
} from "./answer.ts";
import { faultOfSageMaker, invokeEndpoint } from "./invoke-endpoint.ts";

export interface SageMakerSettings {
  readonly endpointName: string;
  /** Takes videos that are too large for a direct answer; empty when there is none. */
  readonly asyncEndpointName: string;
  readonly maxPayloadBytes: number;
  /** Where the asynchronous endpoint puts its output. */
  readonly results: Pick<VideoStore, "open">;
}

const POLL_AFTER_SECONDS = 5;

const TicketSchema = z.object({ output: z.string(), failure: z.string() });

/** The same container behind SageMaker: InvokeEndpoint, and InvokeEndpointAsync for what is too large for it. */
export function createSageMakerBackend(aws: Aws, settings: SageMakerSettings): InferenceBackend {
  const { endpointName, asyncEndpointName, maxPayloadBytes, results } = settings;

  const attributesOf = (job: InferenceJob): Record<string, string> => ({
    [CUSTOM_ATTRIBUTES_HEADER]: formatCustomAttributes({ ...optionsOf(job), request_id: job.requestId }),
  });

  async function invoke(job: InferenceJob, signal: AbortSignal): Promise<Result<InferenceAnswer, Fault>> {
    // The payload is signed, so it has to be in memory; it is no larger than maxPayloadBytes.
    const body = await new Response(job.video.body).arrayBuffer().catch(String);
    if (typeof body === "string") return err({ code: "storage_unavailable", cause: body });
    const headers = { ...attributesOf(job), "Content-Type": job.video.contentType };
    const answer = await invokeEndpoint(aws, endpointName, headers, body, signal);
    const text = await answer.text();
    return answer.ok ? readAnswer(answer.status, text) : err(faultOfSageMaker(answer.status, text));
  }

  async function invokeAsync(
    job: InferenceJob,
    location: VideoLocation,
    signal: AbortSignal,
  ): Promise<Result<InferenceAnswer, Fault>> {
    await job.video.body.cancel();
    const answer = await aws.send({
      service: "sagemaker-runtime",
      method: "POST",
      path: `/endpoints/${encodeKey(asyncEndpointName)}/async-invocations`,
      headers: {
        ...attributesOf(job),
        "X-Amzn-SageMaker-Content-Type": job.video.contentType,
        "X-Amzn-SageMaker-InputLocation": formatVideoUrl(location),
        "X-Amzn-SageMaker-Inference-Id": job.requestId,
      },
      signal,
    });
    const text = await answer.text();
    if (!answer.ok) return err(faultOfSageMaker(answer.status, text));
    const output = answer.headers.get("X-Amzn-SageMaker-OutputLocation");
    const failure = answer.headers.get("X-Amzn-SageMaker-FailureLocation");
    if (!output) return err({ code: "inference_bad_answer", cause: "no output location" });
    const ticket = JSON.stringify({ output, failure: failure ?? output });
    return ok({ state: "pending", ticket, pollAfterSeconds: POLL_AFTER_SECONDS });
  }

  /** The text of an object that the endpoint writes; undefined while it is not there. */
  async function readOutput(
    location: string,
    signal: AbortSignal,
  ): Promise<Result<string | undefined, Fault>> {
    const parsed = parseVideoUrl(location);
    if (!parsed.ok) return err({ code: "inference_bad_answer", cause: "output location is no S3 address" });
    const object = await results.open(parsed.value, signal);
    if (object.ok) return ok(await new Response(object.value.body).text());
    if (object.error.code === "video_not_found") return ok(undefined);
    return err({ code: "inference_unavailable", cause: object.error.code });
  }

  return {
    framework: "SageMaker",

    async submit(job, signal) {
      try {
        if (job.video.sizeBytes <= maxPayloadBytes) return await invoke(job, signal);
        if (asyncEndpointName && job.location) return await invokeAsync(job, job.location, signal);
        await job.video.body.cancel();
        const limit = `${Math.floor(maxPayloadBytes / 2 ** 20)} MB`;
        return err({ code: "media_too_large", params: { limit } });
      } catch (cause) {
        return err(inferenceTransportFault(cause));
      }
    },

    async poll(ticket, signal) {
      try {
        const { output, failure } = TicketSchema.parse(JSON.parse(ticket));
        const done = await readOutput(output, signal);
        if (!done.ok) return done;
        if (done.value !== undefined) return readAnswer(200, done.value);
        const failed = await readOutput(failure, signal);
        if (!failed.ok) return failed;
        if (failed.value !== undefined) return err(faultOfProblem(422, failed.value));
        return ok({ state: "pending", ticket, pollAfterSeconds: POLL_AFTER_SECONDS });
      } catch (cause) {
        return err(inferenceTransportFault(cause));
      }
    },

    async track(job, signal) {
      try {
        const options = { ...trackOptions(job), request_id: job.requestId };
        const headers = {
          [CUSTOM_ATTRIBUTES_HEADER]: formatCustomAttributes(options),
          "Content-Type": "image/jpeg",
        };
        const answer = await invokeEndpoint(aws, endpointName, headers, job.picture, signal);
        const text = await answer.text();
        return answer.ok
          ? readTrackedPicture(answer.status, text)
          : err(faultOfSageMaker(answer.status, text));
      } catch (cause) {
        return err(inferenceTransportFault(cause));
      }
    },

    /** Needs the right to sagemaker:DescribeEndpoint. */
    async ping(signal) {
      try {
        const answer = await aws.send({
          service: "sagemaker",
          method: "POST",
          path: "/",
          headers: {
            "Content-Type": "application/x-amz-json-1.1",
            "X-Amz-Target": "SageMaker.DescribeEndpoint",
          },
          body: JSON.stringify({ EndpointName: endpointName }),
          signal,
        });
        const text = await answer.text();
        return answer.ok && text.includes('"InService"')
          ? ok({})
          : err({ code: "inference_unavailable", cause: `endpoint is not in service (${answer.status})` });
      } catch (cause) {
        return err(inferenceTransportFault(cause));
      }
    },
  };
}
