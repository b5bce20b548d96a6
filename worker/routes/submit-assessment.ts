import { contentJson } from "chanfana";
import { toSubmissionResponse } from "../../shared/assessment/response.ts";
import { AssessRequestSchema, AssessResponseSchema } from "../../shared/contract/assessment.ts";
import type { AppContext } from "../http/app-context.ts";
import { Endpoint } from "../http/endpoint.ts";
import { IDEMPOTENCY_HEADERS } from "../http/idempotency.ts";
import { linkFor } from "../http/path-prefix.ts";
import { valueOrProblem } from "../http/problem.ts";
import { readJson } from "../http/read-json.ts";
import { jsonResponse, problemResponses } from "../http/responses.ts";
import { submitAssessment } from "../services/submit-assessment.ts";

export class SubmitAssessment extends Endpoint {
  override schema = {
    operationId: "submitAssessment",
    tags: ["Assessment"],
    summary: "Submit a video for assessment",
    description: "Answers at once; ask GET /api/v1/assess/{sessionId} for the result.",
    request: { headers: IDEMPOTENCY_HEADERS, body: contentJson(AssessRequestSchema) },
    responses: {
      "200": {
        ...jsonResponse("Queued", AssessResponseSchema),
        headers: {
          Location: { description: "Where to ask for the result", schema: { type: "string" as const } },
        },
      },
      ...problemResponses(
        "malformed_json",
        "unsupported_media_type",
        "payload_too_large",
        "validation_failed",
        "idempotency_key_reused",
        "idempotency_in_progress",
        "invalid_video_url",
        "bucket_not_allowed",
        "video_access_denied",
        "language_not_supported",
        "model_version_not_supported",
        "service_unavailable",
      ),
    },
  };

  override async handle(c: AppContext): Promise<Response> {
    const request = await readJson(c, AssessRequestSchema);
    const session = valueOrProblem(await submitAssessment(c.get("parts"), request, c.get("requestId")));
    const location = linkFor(c.req.raw, `/api/v1/assess/${session.sessionId}`);
    return c.json(toSubmissionResponse(session), 200, { Location: location });
  }
}
