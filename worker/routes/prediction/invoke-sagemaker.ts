import { contentJson } from "chanfana";
import { z } from "zod";
import { InlineFileSchema } from "../../../shared/contract/prediction.ts";
import type { AppContext } from "../../http/app-context.ts";
import { Endpoint } from "../../http/endpoint.ts";
import { ProblemError, valueOrProblem } from "../../http/problem.ts";
import { readInlineFile } from "../../http/read-inline-file.ts";
import { jsonResponse, problemResponses } from "../../http/responses.ts";
import { within } from "../../services/within.ts";
import { JSON_PROBLEMS, MEDIA_PROBLEMS } from "./media-problems.ts";

const TIMEOUT_MS = 60_000;
const SAGEMAKER_ANSWER = {
  predictions: [{ label: "L", confidence: 0.97 }],
  model_version: "asl-letters-1.0.0",
};

export class InvokeSageMaker extends Endpoint {
  override schema = {
    operationId: "invokeSageMaker",
    tags: ["Prediction"],
    summary: "Ask the SageMaker endpoint itself",
    description: "The body is a JSON string of base64, or an object with it as `data`.",
    request: { body: contentJson(InlineFileSchema) },
    responses: {
      "200": jsonResponse("The endpoint's own answer", z.unknown().meta({ example: SAGEMAKER_ANSWER })),
      ...problemResponses(
        ...JSON_PROBLEMS,
        ...MEDIA_PROBLEMS,
        "language_not_supported",
        "sagemaker_not_configured",
      ),
    },
  };

  override async handle(c: AppContext): Promise<Response> {
    const { sagemaker } = c.get("parts");
    const bytes = await readInlineFile(c);
    if (!sagemaker) throw new ProblemError({ code: "sagemaker_not_configured" });
    const answer = await within(TIMEOUT_MS, "inference_timeout", (signal) => sagemaker.invoke(bytes, signal));
    return Response.json(valueOrProblem(answer));
  }
}
