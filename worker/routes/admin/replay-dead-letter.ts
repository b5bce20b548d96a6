import { z } from "zod";
import { DeadLetterSchema } from "../../../shared/contract/dead-letters.ts";
import type { AppContext } from "../../http/app-context.ts";
import { deadLetterJson } from "../../http/dead-letter-json.ts";
import { Endpoint } from "../../http/endpoint.ts";
import { valueOrProblem } from "../../http/problem.ts";
import { jsonResponse, problemResponses } from "../../http/responses.ts";
import { replayDeadLetter } from "../../services/dead-letters.ts";

export class ReplayDeadLetter extends Endpoint {
  override schema = {
    operationId: "replayDeadLetter",
    tags: ["Admin"],
    summary: "Replay a dead letter",
    description:
      "Opens the session anew if its processing was given up, and has its work done again. A letter is replayed once; asked again, the answer is the same.",
    request: { params: z.object({ id: z.string().min(1).max(128) }) },
    responses: {
      "200": jsonResponse("The letter, with the time of its replay", DeadLetterSchema),
      ...problemResponses(
        "dead_letter_not_found",
        "dead_letter_not_replayable",
        "unreadable_message",
        "service_unavailable",
      ),
    },
  };

  override async handle(c: AppContext): Promise<Response> {
    const { id = "" } = c.req.param();
    return c.json(deadLetterJson(valueOrProblem(await replayDeadLetter(c.get("parts"), id))));
  }
}
