import { z } from "zod";
import { KeyIdSchema } from "../../../shared/contract/access.ts";
import type { AppContext } from "../../http/app-context.ts";
import { Endpoint } from "../../http/endpoint.ts";
import { valueOrProblem } from "../../http/problem.ts";
import { problemResponses } from "../../http/responses.ts";
import { revokeKey } from "../../services/manage-keys.ts";

export class RevokeKey extends Endpoint {
  override schema = {
    operationId: "revokeKey",
    tags: ["Admin"],
    summary: "Revoke a key",
    description: "It is worth nothing from the next request on. Revoking it again changes nothing.",
    request: { params: z.object({ keyId: KeyIdSchema }) },
    responses: {
      "204": { description: "Revoked" },
      ...problemResponses("key_not_found", "service_unavailable"),
    },
  };

  override async handle(c: AppContext): Promise<Response> {
    const { keyId = "" } = c.req.param();
    valueOrProblem(await revokeKey(c.get("parts"), keyId));
    return c.body(null, 204);
  }
}
