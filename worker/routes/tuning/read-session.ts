import { SessionWithHistorySchema } from "../../../shared/contract/tuning-api.ts";
import type { AppContext } from "../../http/app-context.ts";
import { Endpoint } from "../../http/endpoint.ts";
import { jsonResponse, problemResponses } from "../../http/responses.ts";
import { SESSION_PARAMS, sessionIdOf, valueOrTuningProblem } from "../../http/tuning-request.ts";
import { readSession } from "../../services/tuning-session.ts";

export class ReadSession extends Endpoint {
  override schema = {
    operationId: "readSession",
    tags: ["Tuning"],
    summary: "Read a session with its latest events",
    request: { params: SESSION_PARAMS },
    responses: {
      "200": jsonResponse("What it searches, and how much it has seen", SessionWithHistorySchema),
      ...problemResponses("validation_failed", "tuning_session_not_found", "service_unavailable"),
    },
  };

  override async handle(c: AppContext): Promise<Response> {
    return c.json(valueOrTuningProblem(c, await readSession(c.get("parts"), sessionIdOf(c))));
  }
}
