import type { OpenAPIRouteSchema } from "chanfana";
import { StatsQuerySchema, StatsResponseSchema } from "../../../shared/contract/tuning-api.ts";
import type { AppContext } from "../../http/app-context.ts";
import { Endpoint } from "../../http/endpoint.ts";
import { readQuery } from "../../http/read-json.ts";
import { jsonResponse, problemResponses } from "../../http/responses.ts";
import {
  SESSION_HEADERS,
  SESSION_PARAMS,
  sessionIdOf,
  valueOrTuningProblem,
} from "../../http/tuning-request.ts";
import { tuningStats } from "../../services/tuning-stats.ts";

const documentation = {
  tags: ["Tuning"],
  summary: "How far the search has come",
  responses: {
    "200": jsonResponse("What is best so far, how sure that is, and what matters", StatsResponseSchema),
    ...problemResponses("validation_failed", "service_unavailable"),
  },
};

export class GetTuningStats extends Endpoint {
  override schema: OpenAPIRouteSchema = {
    ...documentation,
    operationId: "getTuningStats",
    request: { query: StatsQuerySchema, headers: SESSION_HEADERS },
  };

  override async handle(c: AppContext): Promise<Response> {
    const { mode } = readQuery(c, StatsQuerySchema);
    return c.json(valueOrTuningProblem(c, await tuningStats(c.get("parts"), sessionIdOf(c), mode)));
  }
}

export class GetSessionStats extends GetTuningStats {
  override schema: OpenAPIRouteSchema = {
    ...documentation,
    operationId: "getSessionStats",
    request: { query: StatsQuerySchema, params: SESSION_PARAMS },
  };
}
