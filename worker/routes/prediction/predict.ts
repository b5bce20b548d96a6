import { contentJson } from "chanfana";
import {
  MAX_INLINE_BODY_BYTES,
  PredictRequestSchema,
  PredictResponseSchema,
} from "../../../shared/contract/prediction.ts";
import type { AppContext } from "../../http/app-context.ts";
import { Endpoint } from "../../http/endpoint.ts";
import { valueOrProblem } from "../../http/problem.ts";
import { inlineFile } from "../../http/read-inline-file.ts";
import { readJson } from "../../http/read-json.ts";
import { jsonResponse, problemResponses } from "../../http/responses.ts";
import { isAddress, openAddress } from "../../services/open-media.ts";
import { predict } from "../../services/predict.ts";
import { openBytes } from "../../services/recognise-media.ts";
import { JSON_PROBLEMS, MEDIA_PROBLEMS } from "./media-problems.ts";

export class Predict extends Endpoint {
  override schema = {
    operationId: "predict",
    tags: ["Prediction"],
    summary: "Recognise the signs of a picture or video at once",
    description:
      "Within 25 seconds; longer videos are for POST /api/v1/assess. Of a video, `segments` are its signs in order and `text` what they spell.",
    request: { body: contentJson(PredictRequestSchema) },
    responses: {
      "200": jsonResponse("What was recognised", PredictResponseSchema),
      ...problemResponses(
        ...JSON_PROBLEMS,
        ...MEDIA_PROBLEMS,
        "language_not_supported",
        "model_version_not_supported",
        "invalid_video_url",
        "bucket_not_allowed",
        "video_not_found",
        "video_access_denied",
        "storage_unavailable",
        "media_url_not_allowed",
        "media_url_unreadable",
      ),
    },
  };

  override async handle(c: AppContext): Promise<Response> {
    const { data, language_code, model_version, top_k } = await readJson(
      c,
      PredictRequestSchema,
      MAX_INLINE_BODY_BYTES,
    );
    const parts = c.get("parts");
    const media = isAddress(data)
      ? valueOrProblem(await openAddress(parts, data))
      : { video: openBytes(inlineFile(c, data, "/data")) };
    const predicted = await predict(
      parts,
      media,
      { language_code, model_version, top_k },
      c.get("requestId"),
    );
    return c.json(valueOrProblem(predicted));
  }
}
