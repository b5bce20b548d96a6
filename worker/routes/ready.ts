import { ReadySchema } from "../../shared/contract/service.ts";
import type { AppContext } from "../http/app-context.ts";
import { Endpoint } from "../http/endpoint.ts";
import { localeOf } from "../http/locale.ts";
import { jsonResponse, problemResponses } from "../http/responses.ts";
import { checkReadiness } from "../services/check-readiness.ts";

export class GetReady extends Endpoint {
  override schema = {
    operationId: "getReady",
    tags: ["Service"],
    summary: "Whether every needed part works",
    responses: {
      "200": jsonResponse("Ready", ReadySchema),
      "503": jsonResponse("A needed part is down; `checks` names it", ReadySchema),
      ...problemResponses(),
    },
  };

  override async handle(c: AppContext): Promise<Response> {
    const readiness = await checkReadiness(c.get("parts"), localeOf(c));
    return readiness.ready ? c.json(readiness) : c.json(readiness, 503, { "Retry-After": "10" });
  }
}
