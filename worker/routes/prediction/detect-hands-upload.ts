import { z } from "zod";
import { DetectHandsResponseSchema } from "../../../shared/contract/prediction.ts";
import type { AppContext } from "../../http/app-context.ts";
import { Endpoint } from "../../http/endpoint.ts";
import { valueOrProblem } from "../../http/problem.ts";
import { readMediaForm } from "../../http/read-media-form.ts";
import { jsonResponse, problemResponses } from "../../http/responses.ts";
import { detectHands } from "../../services/detect-hands.ts";
import { BINARY } from "./binary.ts";
import { FORM_PROBLEMS, MEDIA_PROBLEMS } from "./media-problems.ts";

const NO_FIELDS = z.strictObject({});

export class DetectHandsUpload extends Endpoint {
  override schema = {
    operationId: "detectHandsUpload",
    tags: ["Prediction"],
    summary: "Find the hands of an uploaded picture",
    request: { body: { content: { "multipart/form-data": { schema: z.object({ file: BINARY }) } } } },
    responses: {
      "200": jsonResponse("The hands", DetectHandsResponseSchema),
      ...problemResponses(...FORM_PROBLEMS, ...MEDIA_PROBLEMS),
    },
  };

  override async handle(c: AppContext): Promise<Response> {
    const parts = c.get("parts");
    const { video, finish } = await readMediaForm(c, NO_FIELDS, parts.settings.maxVideoBytes);
    const detected = await detectHands(parts, { video }, c.get("requestId"));
    await finish();
    return c.json(valueOrProblem(detected));
  }
}
