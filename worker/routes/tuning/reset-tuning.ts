import type { OpenAPIRouteSchema } from "chanfana";
import { ResetQuerySchema, ResetResponseSchema } from "../../../shared/contract/tuning-api.ts";
import type { AppContext } from "../../http/app-context.ts";
import { Endpoint } from "../../http/endpoint.ts";
import { localeOf } from "../../http/locale.ts";
import { readQuery } from "../../http/read-json.ts";
import { jsonResponse, problemResponses } from "../../http/responses.ts";
import {
  SESSION_HEADERS,
  SESSION_PARAMS,
  sessionIdOf,
  valueOrTuningProblem,
} from "../../http/tuning-request.ts";
import { resetTuning } from "../../services/tuning-session.ts";

const MESSAGE = {
  en: "The ratings no longer count; the search starts over.",
  es: "Las valoraciones ya no cuentan; la búsqueda empieza de nuevo.",
};

const documentation = {
  tags: ["Tuning"],
  summary: "Start the search over",
  description: "Ratings stop to count; the history keeps them.",
  responses: {
    "200": jsonResponse("Started over", ResetResponseSchema),
    ...problemResponses("validation_failed", "service_unavailable"),
  },
};

export class ResetTuning extends Endpoint {
  override schema: OpenAPIRouteSchema = {
    ...documentation,
    operationId: "resetTuning",
    request: { query: ResetQuerySchema, headers: SESSION_HEADERS },
  };

  override async handle(c: AppContext): Promise<Response> {
    const { mode } = readQuery(c, ResetQuerySchema);
    valueOrTuningProblem(c, await resetTuning(c.get("parts"), sessionIdOf(c), mode));
    return c.json({ status: "reset", message: MESSAGE[localeOf(c)] }, 200, { Vary: "Accept-Language" });
  }
}

export class ResetSession extends ResetTuning {
  override schema: OpenAPIRouteSchema = {
    ...documentation,
    operationId: "resetSession",
    request: { query: ResetQuerySchema, params: SESSION_PARAMS },
  };
}
