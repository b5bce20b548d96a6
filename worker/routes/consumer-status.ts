import { ConsumerStatusSchema } from "../../shared/contract/service.ts";
import type { AppContext } from "../http/app-context.ts";
import { Endpoint } from "../http/endpoint.ts";
import { valueOrProblem } from "../http/problem.ts";
import { jsonResponse, problemResponses } from "../http/responses.ts";
import { consumerStatus } from "../services/consumer-status.ts";

export class GetConsumerStatus extends Endpoint {
  override schema = {
    operationId: "getConsumerStatus",
    tags: ["Service"],
    summary: "How far the queues have got",
    responses: {
      "200": jsonResponse("Counts since the service began, and what waits now", ConsumerStatusSchema),
      ...problemResponses("service_unavailable"),
    },
  };

  override async handle(c: AppContext): Promise<Response> {
    return c.json(valueOrProblem(await consumerStatus(c.get("parts"))));
  }
}
