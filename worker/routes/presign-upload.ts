import { contentJson } from "chanfana";
import { PresignedUploadSchema, PresignRequestSchema } from "../../shared/contract/assessment.ts";
import type { AppContext } from "../http/app-context.ts";
import { Endpoint } from "../http/endpoint.ts";
import { IDEMPOTENCY_HEADERS } from "../http/idempotency.ts";
import { valueOrProblem } from "../http/problem.ts";
import { readJson } from "../http/read-json.ts";
import { jsonResponse, problemResponses } from "../http/responses.ts";
import { presignUpload } from "../services/presign-upload.ts";

export class PresignUpload extends Endpoint {
  override schema = {
    operationId: "presignUpload",
    tags: ["Assessment"],
    summary: "Get an address to upload a video straight to S3",
    description: "PUT the file there with the headers named, within 15 minutes; then submit `s3VideoUrl`.",
    request: { headers: IDEMPOTENCY_HEADERS, body: contentJson(PresignRequestSchema) },
    responses: {
      "201": jsonResponse("Where to send the file", PresignedUploadSchema),
      ...problemResponses(
        "malformed_json",
        "unsupported_media_type",
        "payload_too_large",
        "validation_failed",
        "idempotency_key_reused",
        "idempotency_in_progress",
        "media_too_large",
        "presign_not_configured",
        "service_unavailable",
      ),
    },
  };

  override async handle(c: AppContext): Promise<Response> {
    const file = await readJson(c, PresignRequestSchema);
    return c.json(valueOrProblem(await presignUpload(c.get("parts"), file)), 201);
  }
}
