import { PredictOptionsSchema, PredictResponseSchema } from "../../../shared/contract/prediction.ts";
import type { AppContext } from "../../http/app-context.ts";
import { Endpoint } from "../../http/endpoint.ts";
import { valueOrProblem } from "../../http/problem.ts";
import { readMediaForm } from "../../http/read-media-form.ts";
import { jsonResponse, problemResponses } from "../../http/responses.ts";
import { predict } from "../../services/predict.ts";
import { BINARY } from "./binary.ts";
import { FORM_PROBLEMS, MEDIA_PROBLEMS } from "./media-problems.ts";

export class PredictUpload extends Endpoint {
  override schema = {
    operationId: "predictUpload",
    tags: ["Prediction"],
    summary: "Recognise the signs of an uploaded picture or video at once",
    description:
      "jpg, png, mp4, avi, mov or webm. In a form of more than 16 MB, the file has to be the last part. Otherwise as POST /api/predict.",
    request: {
      body: {
        content: {
          "multipart/form-data": { schema: PredictOptionsSchema.partial().extend({ file: BINARY }) },
        },
      },
    },
    responses: {
      "200": jsonResponse("What was recognised", PredictResponseSchema),
      ...problemResponses(
        ...FORM_PROBLEMS,
        ...MEDIA_PROBLEMS,
        "language_not_supported",
        "model_version_not_supported",
      ),
    },
  };

  override async handle(c: AppContext): Promise<Response> {
    const parts = c.get("parts");
    const form = await readMediaForm(c, PredictOptionsSchema, parts.settings.maxVideoBytes);
    const predicted = await predict(parts, { video: form.video }, form.fields, c.get("requestId"));
    await form.finish();
    return c.json(valueOrProblem(predicted));
  }
}
