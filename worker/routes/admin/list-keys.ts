import { KeyListSchema } from "../../../shared/contract/access.ts";
import type { AppContext } from "../../http/app-context.ts";
import { Endpoint } from "../../http/endpoint.ts";
import { valueOrProblem } from "../../http/problem.ts";
import { jsonResponse, problemResponses } from "../../http/responses.ts";
import { listKeys } from "../../services/manage-keys.ts";

export class ListKeys extends Endpoint {
  override schema = {
    operationId: "listKeys",
    tags: ["Admin"],
    summary: "List keys",
    description: "Without their secrets; those that are revoked too. At most 1000.",
    responses: {
      "200": jsonResponse("The keys of every tenant", KeyListSchema),
      ...problemResponses("service_unavailable"),
    },
  };

  override async handle(c: AppContext): Promise<Response> {
    return c.json({ keys: valueOrProblem(await listKeys(c.get("parts"))) });
  }
}
