import { SessionExportSchema } from "../../../shared/contract/tuning-api.ts";
import type { AppContext } from "../../http/app-context.ts";
import { Endpoint } from "../../http/endpoint.ts";
import { jsonResponse, problemResponses } from "../../http/responses.ts";
import { SESSION_PARAMS, sessionIdOf, valueOrTuningProblem } from "../../http/tuning-request.ts";
import { exportSession } from "../../services/tuning-session.ts";

export class ExportSession extends Endpoint {
  override schema = {
    operationId: "exportSession",
    tags: ["Tuning"],
    summary: "The whole session as one document",
    description:
      "PUT .../import takes it anywhere; the next suggestion there is the one it would have been here.",
    request: { params: SESSION_PARAMS },
    responses: {
      "200": jsonResponse("The session", SessionExportSchema),
      ...problemResponses("validation_failed", "tuning_session_not_found", "service_unavailable"),
    },
  };

  override async handle(c: AppContext): Promise<Response> {
    return c.json(valueOrTuningProblem(c, await exportSession(c.get("parts"), sessionIdOf(c))));
  }
}
