import { z } from "zod";
import type { Fault } from "../../../shared/contract/errors.ts";
import { err, ok } from "../../../shared/contract/result.ts";
import type { SageMakerEndpoint } from "../../ports/sagemaker-endpoint.ts";
import { type Aws, encodeKey } from "../aws.ts";
import { faultOfProblem, inferenceTransportFault } from "./answer.ts";

/** InvokeEndpoint, which answers within a minute. Rejects when no answer comes. */
export const invokeEndpoint = (
  aws: Aws,
  endpointName: string,
  headers: Readonly<Record<string, string>>,
  body: BodyInit,
  signal: AbortSignal,
): Promise<Response> =>
  aws.send({
    service: "sagemaker-runtime",
    method: "POST",
    path: `/endpoints/${encodeKey(endpointName)}/invocations`,
    headers: { Accept: "application/json", ...headers },
    body,
    signal,
  });

export const createSageMakerEndpoint = (aws: Aws, endpointName: string): SageMakerEndpoint => ({
  async invoke(body, signal) {
    try {
      const headers = { "Content-Type": "application/octet-stream" };
      const answer = await invokeEndpoint(aws, endpointName, headers, body, signal);
      const text = await answer.text();
      return answer.ok ? ok(JSON.parse(text) as unknown) : err(faultOfSageMaker(answer.status, text));
    } catch (cause) {
      return err(
        cause instanceof SyntaxError
          ? { code: "inference_bad_answer", cause: cause.message }
          : inferenceTransportFault(cause),
      );
    }
  },
});

/** Body of a ModelError (status 424): what the container itself answered. */
const ModelErrorSchema = z.object({ OriginalStatusCode: z.number(), OriginalMessage: z.string() });

export function faultOfSageMaker(status: number, text: string): Fault {
  if (status !== 424) {
    return status >= 500 || status === 429 || status === 503
      ? { code: "inference_overloaded", cause: `SageMaker answered ${status}` }
      : status === 403 || status === 404 || status === 400
        ? { code: "inference_unavailable", cause: `SageMaker answered ${status}: ${text.slice(0, 200)}` }
        : { code: "inference_rejected", cause: `SageMaker answered ${status}` };
  }
  try {
    const { OriginalStatusCode, OriginalMessage } = ModelErrorSchema.parse(JSON.parse(text));
    return faultOfProblem(OriginalStatusCode, OriginalMessage);
  } catch {
    return { code: "inference_unavailable", cause: "ModelError without the model's answer" };
  }
}
