import { z } from "zod";
import { UploadedVideoSchema } from "../../shared/contract/assessment.ts";
import type { AppContext } from "../http/app-context.ts";
import { Endpoint } from "../http/endpoint.ts";
import { IDEMPOTENCY_HEADERS } from "../http/idempotency.ts";
import { valueOrProblem } from "../http/problem.ts";
import { readUpload } from "../http/read-upload.ts";
import { jsonResponse, problemResponses } from "../http/responses.ts";
import { storeVideo } from "../services/store-video.ts";
import { BINARY } from "./prediction/binary.ts";

export class UploadVideo extends Endpoint {
  override schema = {
    operationId: "uploadVideo",
    tags: ["Assessment"],
    summary: "Upload a video",
    description: "Answers the address to submit. In a form, the file has to be the last part.",
    request: {
      headers: IDEMPOTENCY_HEADERS,
      body: {
        content: {
          "video/mp4": { schema: BINARY },
          "video/webm": { schema: BINARY },
          "video/quicktime": { schema: BINARY },
          "video/x-msvideo": { schema: BINARY },
          "multipart/form-data": { schema: z.object({ file: BINARY }) },
        },
      },
    },
    responses: {
      "201": jsonResponse("Stored", UploadedVideoSchema),
      ...problemResponses(
        "length_required",
        "unsupported_media_type",
        "media_too_large",
        "media_empty",
        "malformed_multipart",
        "validation_failed",
        "idempotency_key_reused",
        "idempotency_in_progress",
        "service_unavailable",
        "storage_unavailable",
      ),
    },
  };

  override async handle(c: AppContext): Promise<Response> {
    const parts = c.get("parts");
    const upload = await readUpload(c, parts.settings.maxVideoBytes);
    const stored = await storeVideo(parts, upload);
    await upload.finish();
    return c.json(valueOrProblem(stored), 201);
  }
}
