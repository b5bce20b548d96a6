import { contentJson } from "chanfana";
import {
  MAX_EXPORT_BYTES,
  SessionExportSchema,
  SessionResponseSchema,
} from "../../../shared/contract/tuning-api.ts";
import type { AppContext } from "../../http/app-context.ts";
import { Endpoint } from "../../http/endpoint.ts";
import { readJson } from "../../http/read-json.ts";
import { jsonResponse, problemResponses } from "../../http/responses.ts";
import { SESSION_PARAMS, sessionIdOf, valueOrTuningProblem } from "../../http/tuning-request.ts";
import { importSession } from "../../services/tuning-session.ts";

export class ImportSession extends Endpoint {
  override schema = {
    operationId: "importSession",
    tags: ["Tuning"],
    summary: "Go on with an exported session here",
    description: "Only a session without results takes it.",
    request: { params: SESSION_PARAMS, body: contentJson(SessionExportSchema) },
    responses: {
      "200": jsonResponse("The session as it is here now", SessionResponseSchema),
      ...problemResponses(
        "malformed_json",
        "unsupported_media_type",
        "payload_too_large",
        "validation_failed",
        "tuning_session_in_use",
        "service_unavailable",
      ),
    },
  };

  override async handle(c: AppContext): Promise<Response> {
    const sessionId = sessionIdOf(c);
    const document = await readJson(c, SessionExportSchema, MAX_EXPORT_BYTES);
    return c.json(valueOrTuningProblem(c, await importSession(c.get("parts"), sessionId, document)));
  }
}
