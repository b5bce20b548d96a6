import { z } from "zod";
import type { AppContext } from "../http/app-context.ts";
import { Endpoint } from "../http/endpoint.ts";
import { valueOrProblem } from "../http/problem.ts";
import { problemResponses } from "../http/responses.ts";
import { metrics } from "../services/metrics.ts";

const PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";
const EXAMPLE = `senal_sessions{status="completed"} 12\n`;

export class GetMetrics extends Endpoint {
  override schema = {
    operationId: "getMetrics",
    tags: ["Service"],
    summary: "Counters for Prometheus",
    responses: {
      "200": {
        description: "Prometheus' text format",
        content: { "text/plain": { schema: z.string(), example: EXAMPLE } },
      },
      ...problemResponses("service_unavailable"),
    },
  };

  override async handle(c: AppContext): Promise<Response> {
    const text = valueOrProblem(await metrics(c.get("parts")));
    return c.body(text, 200, { "Content-Type": PROMETHEUS_TEXT });
  }
}
