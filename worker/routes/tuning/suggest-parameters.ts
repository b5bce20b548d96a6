import { contentJson, type OpenAPIRouteSchema } from "chanfana";
import {
  SuggestQuerySchema,
  SuggestRequestSchema,
  SuggestResponseSchema,
} from "../../../shared/contract/tuning-api.ts";
import type { AppContext } from "../../http/app-context.ts";
import { Endpoint } from "../../http/endpoint.ts";
import { localeOf } from "../../http/locale.ts";
import { readJsonOrNothing, readQuery } from "../../http/read-json.ts";
import { jsonResponse, problemResponses } from "../../http/responses.ts";
import {
  SESSION_HEADERS,
  SESSION_PARAMS,
  sessionIdOf,
  valueOrTuningProblem,
} from "../../http/tuning-request.ts";
import { suggestParameters } from "../../services/tuning-suggest.ts";

const documentation = {
  tags: ["Tuning"],
  summary: "Ask for parameters to try",
  description:
    "Each suggestion is for this caller alone and waits 24 hours for its rating. The first ones of a mode spread out; from 5 ratings on the model has a say.",
  responses: {
    "200": jsonResponse("Parameters to try, and an id for each", SuggestResponseSchema),
    ...problemResponses(
      "malformed_json",
      "unsupported_media_type",
      "payload_too_large",
      "validation_failed",
      "service_unavailable",
    ),
  },
};
const request = { body: contentJson(SuggestRequestSchema), query: SuggestQuerySchema };

const EXPLAINED = ["1", "true"];

export class SuggestParameters extends Endpoint {
  override schema: OpenAPIRouteSchema = {
    ...documentation,
    operationId: "suggestParameters",
    request: { ...request, headers: SESSION_HEADERS },
  };

  override async handle(c: AppContext): Promise<Response> {
    const sessionId = sessionIdOf(c);
    const { explain } = readQuery(c, SuggestQuerySchema);
    const { mode, num_suggestions: count } = await readJsonOrNothing(c, SuggestRequestSchema);
    const locale = EXPLAINED.includes(explain ?? "") ? localeOf(c) : undefined;
    const suggested = await suggestParameters(c.get("parts"), sessionId, { mode, count }, locale);
    return c.json(valueOrTuningProblem(c, suggested), 200, { Vary: "Accept-Language" });
  }
}

export class SuggestSessionParameters extends SuggestParameters {
  override schema: OpenAPIRouteSchema = {
    ...documentation,
    operationId: "suggestSessionParameters",
    request: { ...request, params: SESSION_PARAMS },
  };
}
