import {
  DeadLetterListQuerySchema,
  DeadLetterListResponseSchema,
} from "../../../shared/contract/dead-letters.ts";
import type { AppContext } from "../../http/app-context.ts";
import { deadLetterJson } from "../../http/dead-letter-json.ts";
import { Endpoint } from "../../http/endpoint.ts";
import { valueOrProblem } from "../../http/problem.ts";
import { readQuery } from "../../http/read-json.ts";
import { jsonResponse, problemResponses } from "../../http/responses.ts";
import { listDeadLetters } from "../../services/dead-letters.ts";

export class ListDeadLetters extends Endpoint {
  override schema = {
    operationId: "listDeadLetters",
    tags: ["Admin"],
    summary: "List dead letters",
    description: "Messages that a queue gave up on, newest first, a page at a time.",
    request: { query: DeadLetterListQuerySchema },
    responses: {
      "200": jsonResponse("A page of dead letters", DeadLetterListResponseSchema),
      ...problemResponses("validation_failed", "service_unavailable"),
    },
  };

  override async handle(c: AppContext): Promise<Response> {
    const query = readQuery(c, DeadLetterListQuerySchema);
    const { letters, nextCursor } = valueOrProblem(await listDeadLetters(c.get("parts"), query));
    return c.json({ deadLetters: letters.map(deadLetterJson), nextCursor });
  }
}
