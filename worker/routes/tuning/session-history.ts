import { HistoryQuerySchema, HistoryResponseSchema } from "../../../shared/contract/tuning-api.ts";
import type { AppContext } from "../../http/app-context.ts";
import { Endpoint } from "../../http/endpoint.ts";
import { readQuery } from "../../http/read-json.ts";
import { jsonResponse, problemResponses } from "../../http/responses.ts";
import { SESSION_PARAMS, sessionIdOf, valueOrTuningProblem } from "../../http/tuning-request.ts";
import { sessionHistory } from "../../services/tuning-session.ts";

export class GetSessionHistory extends Endpoint {
  override schema = {
    operationId: "getSessionHistory",
    tags: ["Tuning"],
    summary: "Everything that happened in a session, newest first",
    request: { params: SESSION_PARAMS, query: HistoryQuerySchema },
    responses: {
      "200": jsonResponse("A page of events", HistoryResponseSchema),
      ...problemResponses("validation_failed", "tuning_session_not_found", "service_unavailable"),
    },
  };

  override async handle(c: AppContext): Promise<Response> {
    const page = readQuery(c, HistoryQuerySchema);
    return c.json(valueOrTuningProblem(c, await sessionHistory(c.get("parts"), sessionIdOf(c), page)));
  }
}
