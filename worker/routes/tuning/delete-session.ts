import type { AppContext } from "../../http/app-context.ts";
import { Endpoint } from "../../http/endpoint.ts";
import { problemResponses } from "../../http/responses.ts";
import { SESSION_PARAMS, sessionIdOf, valueOrTuningProblem } from "../../http/tuning-request.ts";
import { eraseSession } from "../../services/tuning-session.ts";

export class DeleteSession extends Endpoint {
  override schema = {
    operationId: "deleteSession",
    tags: ["Tuning"],
    summary: "Erase a session with all its results",
    request: { params: SESSION_PARAMS },
    responses: {
      "204": { description: "Nothing of it is left" },
      ...problemResponses("validation_failed", "service_unavailable"),
    },
  };

  override async handle(c: AppContext): Promise<Response> {
    valueOrTuningProblem(c, await eraseSession(c.get("parts"), sessionIdOf(c)));
    return c.body(null, 204);
  }
}
