import { contentJson } from "chanfana";
import { DetectHandsResponseSchema, InlineFileSchema } from "../../../shared/contract/prediction.ts";
import type { AppContext } from "../../http/app-context.ts";
import { Endpoint } from "../../http/endpoint.ts";
import { valueOrProblem } from "../../http/problem.ts";
import { readInlineFile } from "../../http/read-inline-file.ts";
import { jsonResponse, problemResponses } from "../../http/responses.ts";
import { detectHands } from "../../services/detect-hands.ts";
import { openBytes } from "../../services/recognise-media.ts";
import { JSON_PROBLEMS, MEDIA_PROBLEMS } from "./media-problems.ts";

export class DetectHands extends Endpoint {
  override schema = {
    operationId: "detectHands",
    tags: ["Prediction"],
    summary: "Find the hands of a picture",
    description:
      "The body is a JSON string of base64, or an object with it as `data`. Of a video, the frame that shows its hands most clearly is answered.",
    request: { body: contentJson(InlineFileSchema) },
    responses: {
      "200": jsonResponse("The hands", DetectHandsResponseSchema),
      ...problemResponses(...JSON_PROBLEMS, ...MEDIA_PROBLEMS),
    },
  };

  override async handle(c: AppContext): Promise<Response> {
    const video = openBytes(await readInlineFile(c));
    return c.json(valueOrProblem(await detectHands(c.get("parts"), { video }, c.get("requestId"))));
  }
}
