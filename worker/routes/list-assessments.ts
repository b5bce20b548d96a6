import { toAssessResponse } from "../../shared/assessment/response.ts";
import { AssessListQuerySchema, AssessListResponseSchema } from "../../shared/contract/assessment.ts";
import type { AppContext } from "../http/app-context.ts";
import { Endpoint } from "../http/endpoint.ts";
import { localeOf } from "../http/locale.ts";
import { linkFor } from "../http/path-prefix.ts";
import { valueOrProblem } from "../http/problem.ts";
import { readQuery } from "../http/read-json.ts";
import { jsonResponse, problemResponses } from "../http/responses.ts";
import { listAssessments } from "../services/list-assessments.ts";

export class ListAssessments extends Endpoint {
  override schema = {
    operationId: "listAssessments",
    tags: ["Assessment"],
    summary: "List assessments",
    description:
      "Newest first, a page at a time; the header Link names the next page. Sessions that only the former service knows are not listed.",
    request: { query: AssessListQuerySchema },
    responses: {
      "200": {
        ...jsonResponse("A page of sessions", AssessListResponseSchema),
        headers: {
          Link: {
            description: 'The next page (`rel="next"`), if there is one',
            schema: { type: "string" as const },
          },
        },
      },
      ...problemResponses("validation_failed", "service_unavailable"),
    },
  };

  override async handle(c: AppContext): Promise<Response> {
    const query = readQuery(c, AssessListQuerySchema);
    const { sessions, nextCursor } = valueOrProblem(await listAssessments(c.get("parts"), query));
    const locale = localeOf(c);
    const page = { sessions: sessions.map((session) => toAssessResponse(session, locale)), nextCursor };
    if (nextCursor !== null) c.header("Link", `<${nextPage(c, nextCursor)}>; rel="next"`);
    return c.json(page, 200, { Vary: "Accept-Language" });
  }
}

/** The same list from another place on. */
function nextPage(c: AppContext, cursor: string): string {
  const query = new URLSearchParams({ ...c.req.query(), cursor });
  return `${linkFor(c.req.raw, "/api/v1/assess")}?${query}`;
}
