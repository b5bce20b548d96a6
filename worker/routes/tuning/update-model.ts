import { contentJson, type OpenAPIRouteSchema } from "chanfana";
import { UpdateRequestSchema, UpdateResponseSchema } from "../../../shared/contract/tuning-api.ts";
import type { AppContext } from "../../http/app-context.ts";
import { Endpoint } from "../../http/endpoint.ts";
import { readJson } from "../../http/read-json.ts";
import { jsonResponse, problemResponses } from "../../http/responses.ts";
import {
  idempotencyKeyOf,
  SESSION_HEADERS,
  SESSION_PARAMS,
  sessionIdOf,
  UPDATE_HEADERS,
  valueOrTuningProblem,
} from "../../http/tuning-request.ts";
import { updateModel } from "../../services/tuning-update.ts";

/** Room for 10,000 results, so that their number is refused and not their size. */
const MAX_UPDATE_BYTES = 4 * 1024 * 1024;

const documentation = {
  tags: ["Tuning"],
  summary: "Tell how good parameters were",
  description:
    "All results are taken or none. A result counts once, however often it is sent with its suggestion_id, or in an update with the same Idempotency-Key. In the image space, parameters that are left out take their usual values.",
  responses: {
    "200": jsonResponse("Taken", UpdateResponseSchema),
    ...problemResponses(
      "malformed_json",
      "unsupported_media_type",
      "payload_too_large",
      "validation_failed",
      "idempotency_key_reused",
      "tuning_session_full",
      "service_unavailable",
    ),
  },
};
const body = contentJson(UpdateRequestSchema);

export class UpdateModel extends Endpoint {
  override schema: OpenAPIRouteSchema = {
    ...documentation,
    operationId: "updateModel",
    request: { body, headers: SESSION_HEADERS.extend(UPDATE_HEADERS.shape) },
  };

  override async handle(c: AppContext): Promise<Response> {
    const sessionId = sessionIdOf(c);
    const updateId = idempotencyKeyOf(c);
    const update = await readJson(c, UpdateRequestSchema, MAX_UPDATE_BYTES);
    const updated = await updateModel(c.get("parts"), sessionId, update, updateId);
    return c.json(valueOrTuningProblem(c, updated));
  }
}

export class UpdateSessionModel extends UpdateModel {
  override schema: OpenAPIRouteSchema = {
    ...documentation,
    operationId: "updateSessionModel",
    request: { body, params: SESSION_PARAMS, headers: UPDATE_HEADERS },
  };
}
