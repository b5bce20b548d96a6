import { z } from "zod";
import type { AppContext } from "../../http/app-context.ts";
import { Endpoint } from "../../http/endpoint.ts";
import { valueOrProblem } from "../../http/problem.ts";
import { problemResponses } from "../../http/responses.ts";
import { discardDeadLetter } from "../../services/dead-letters.ts";

export class DiscardDeadLetter extends Endpoint {
  override schema = {
    operationId: "discardDeadLetter",
    tags: ["Admin"],
    summary: "Discard a dead letter",
    description:
      "It waits for nobody any more and cannot be replayed; its body is erased, what else is known of it stays. Discarding it again changes nothing.",
    request: { params: z.object({ id: z.string().min(1).max(128) }) },
    responses: {
      "204": { description: "Discarded" },
      ...problemResponses("dead_letter_not_found", "service_unavailable"),
    },
  };

  override async handle(c: AppContext): Promise<Response> {
    const { id = "" } = c.req.param();
    valueOrProblem(await discardDeadLetter(c.get("parts"), id));
    return c.body(null, 204);
  }
}
