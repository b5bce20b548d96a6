import { AuditListSchema, AuditQuerySchema } from "../../../shared/contract/access.ts";
import type { AppContext } from "../../http/app-context.ts";
import { Endpoint } from "../../http/endpoint.ts";
import { valueOrProblem } from "../../http/problem.ts";
import { readQuery } from "../../http/read-json.ts";
import { jsonResponse, problemResponses } from "../../http/responses.ts";
import { listAudit } from "../../services/list-audit.ts";

export class ListAudit extends Endpoint {
  override schema = {
    operationId: "listAudit",
    tags: ["Admin"],
    summary: "Read what admins did",
    description:
      "Every request that changes something under /api/v1/admin, written down before it is carried out.",
    request: { query: AuditQuerySchema },
    responses: {
      "200": jsonResponse("A page of entries", AuditListSchema),
      ...problemResponses("validation_failed", "service_unavailable"),
    },
  };

  override async handle(c: AppContext): Promise<Response> {
    const { limit, before } = readQuery(c, AuditQuerySchema);
    return c.json(valueOrProblem(await listAudit(c.get("parts"), limit, before)));
  }
}
