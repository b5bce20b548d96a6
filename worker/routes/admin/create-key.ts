import { contentJson } from "chanfana";
import { CreatedKeySchema, CreateKeyRequestSchema } from "../../../shared/contract/access.ts";
import type { AppContext } from "../../http/app-context.ts";
import { Endpoint } from "../../http/endpoint.ts";
import { valueOrProblem } from "../../http/problem.ts";
import { readJson } from "../../http/read-json.ts";
import { jsonResponse, problemResponses } from "../../http/responses.ts";
import { createKey } from "../../services/manage-keys.ts";

export class CreateKey extends Endpoint {
  override schema = {
    operationId: "createKey",
    tags: ["Admin"],
    summary: "Create a key",
    description:
      "The answer holds the key, this once. It takes no Idempotency-Key, since answers to those are kept.",
    request: { body: contentJson(CreateKeyRequestSchema) },
    responses: {
      "201": jsonResponse("The key", CreatedKeySchema),
      ...problemResponses(
        "malformed_json",
        "unsupported_media_type",
        "payload_too_large",
        "validation_failed",
        "service_unavailable",
      ),
    },
  };

  override async handle(c: AppContext): Promise<Response> {
    const request = await readJson(c, CreateKeyRequestSchema);
    return c.json(valueOrProblem(await createKey(c.get("parts"), request)), 201);
  }
}
