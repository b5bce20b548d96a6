import { contentJson } from "chanfana";
import { DefineSessionSchema, SessionResponseSchema } from "../../../shared/contract/tuning-api.ts";
import type { AppContext } from "../../http/app-context.ts";
import { Endpoint } from "../../http/endpoint.ts";
import { readJson } from "../../http/read-json.ts";
import { jsonResponse, problemResponses } from "../../http/responses.ts";
import { SESSION_PARAMS, sessionIdOf, valueOrTuningProblem } from "../../http/tuning-request.ts";
import { defineSession } from "../../services/tuning-session.ts";

export class DefineSession extends Endpoint {
  override schema = {
    operationId: "defineSession",
    tags: ["Tuning"],
    summary: "Say what a session searches",
    description:
      "`when` makes a parameter exist only on some branches; parameters with one `role` mean the same thing on theirs. A session that has results keeps its space: reset or delete it first.",
    request: { params: SESSION_PARAMS, body: contentJson(DefineSessionSchema) },
    responses: {
      "201": {
        ...jsonResponse("The session is new", SessionResponseSchema),
        headers: { Location: { description: "The session", schema: { type: "string" as const } } },
      },
      "200": jsonResponse("The session searches something else now", SessionResponseSchema),
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
    const definition = await readJson(c, DefineSessionSchema);
    const defined = await defineSession(c.get("parts"), sessionId, definition);
    const { created, session } = valueOrTuningProblem(c, defined);
    return created ? c.json(session, 201, { Location: c.req.path }) : c.json(session);
  }
}
