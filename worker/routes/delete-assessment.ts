import { z } from "zod";
import type { AppContext } from "../http/app-context.ts";
import { Endpoint } from "../http/endpoint.ts";
import { valueOrProblem } from "../http/problem.ts";
import { problemResponses } from "../http/responses.ts";
import { deleteAssessment } from "../services/delete-assessment.ts";

export class DeleteAssessment extends Endpoint {
  override schema = {
    operationId: "deleteAssessment",
    tags: ["Assessment"],
    summary: "Delete an assessment",
    description:
      "Everything about it: the session, its copy in the mirror, and its video if it was uploaded here and no other session is about it.",
    request: { params: z.object({ sessionId: z.uuid() }) },
    responses: {
      "204": { description: "Deleted" },
      ...problemResponses("session_not_found", "service_unavailable", "storage_unavailable"),
    },
  };

  override async handle(c: AppContext): Promise<Response> {
    const { sessionId = "" } = c.req.param();
    valueOrProblem(await deleteAssessment(c.get("parts"), sessionId, c.get("requestId")));
    return c.body(null, 204);
  }
}
