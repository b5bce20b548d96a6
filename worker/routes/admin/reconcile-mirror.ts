import { contentJson } from "chanfana";
import { ReconcilePageSchema, ReconcileRequestSchema } from "../../../shared/contract/reconcile.ts";
import type { AppContext } from "../../http/app-context.ts";
import { Endpoint } from "../../http/endpoint.ts";
import { valueOrProblem } from "../../http/problem.ts";
import { readJson } from "../../http/read-json.ts";
import { jsonResponse, problemResponses } from "../../http/responses.ts";
import { reconcileMirror } from "../../services/reconcile-mirror.ts";

export class ReconcileMirror extends Endpoint {
  override schema = {
    operationId: "reconcileMirror",
    tags: ["Admin"],
    summary: "Compare sessions with their copies in DynamoDB",
    description:
      "A page at a time: first every session with its copy, then every copy that has no session. With `repair`, copies are written as their sessions are, and final sessions that only DynamoDB has are imported. `npm run reconcile` goes through all pages.",
    request: { body: contentJson(ReconcileRequestSchema) },
    responses: {
      "200": jsonResponse("What this page holds", ReconcilePageSchema),
      ...problemResponses(
        "malformed_json",
        "unsupported_media_type",
        "payload_too_large",
        "validation_failed",
        "mirror_not_configured",
        "service_unavailable",
        "storage_unavailable",
      ),
    },
  };

  override async handle(c: AppContext): Promise<Response> {
    const request = await readJson(c, ReconcileRequestSchema);
    return c.json(valueOrProblem(await reconcileMirror(c.get("parts"), request, c.get("requestId"))));
  }
}
