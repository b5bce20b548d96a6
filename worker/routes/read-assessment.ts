import { z } from "zod";
import { AssessResponseSchema } from "../../shared/contract/assessment.ts";
import type { AppContext } from "../http/app-context.ts";
import { Endpoint } from "../http/endpoint.ts";
import { localeOf } from "../http/locale.ts";
import { valueOrProblem } from "../http/problem.ts";
import { jsonResponse, problemResponses } from "../http/responses.ts";
import { readAssessment } from "../services/read-assessment.ts";

export class ReadAssessment extends Endpoint {
  override schema = {
    operationId: "readAssessment",
    tags: ["Assessment"],
    summary: "Read an assessment",
    description: "`completed` and `failed` are final. What is not known yet is null.",
    request: { params: z.object({ sessionId: z.uuid() }) },
    responses: {
      "200": jsonResponse("The assessment as it is now", AssessResponseSchema),
      ...problemResponses("session_not_found", "service_unavailable", "storage_unavailable"),
    },
  };

  override async handle(c: AppContext): Promise<Response> {
    const { sessionId = "" } = c.req.param();
    const session = valueOrProblem(await readAssessment(c.get("parts"), sessionId, localeOf(c)));
    return c.json(session, 200, { Vary: "Accept-Language" });
  }
}
