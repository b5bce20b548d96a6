import { HealthSchema } from "../../shared/contract/service.ts";
import type { AppContext } from "../http/app-context.ts";
import { Endpoint } from "../http/endpoint.ts";
import { jsonResponse, problemResponses } from "../http/responses.ts";
import { checkHealth } from "../services/check-health.ts";

export class GetHealth extends Endpoint {
  override schema = {
    operationId: "getHealth",
    tags: ["Service"],
    summary: "Whether the service is alive",
    description: "Answers within 5 seconds whatever is down; then it says `degraded`.",
    responses: { "200": jsonResponse("Alive", HealthSchema), ...problemResponses() },
  };

  override async handle(c: AppContext): Promise<Response> {
    return c.json(await checkHealth(c.get("parts")));
  }
}
