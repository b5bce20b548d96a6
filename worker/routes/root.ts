import { accepts } from "hono/accepts";
import type { AppContext } from "../http/app-context.ts";
import { linkFor } from "../http/path-prefix.ts";
import { GetHealth } from "./health.ts";

export class GetRoot extends GetHealth {
  readonly #health = new GetHealth(this.params).schema;
  override schema = {
    ...this.#health,
    operationId: "getRoot",
    summary: "The same as /health; a browser is sent to the documentation",
    responses: {
      ...this.#health.responses,
      "302": {
        description: "To the documentation, for a client that asks for text/html",
        headers: { Location: { description: "Its address", schema: { type: "string" as const } } },
      },
    },
  };

  override async handle(c: AppContext): Promise<Response> {
    const wanted = accepts(c, {
      header: "Accept",
      supports: ["application/json", "text/html"],
      default: "application/json",
    });
    return wanted === "text/html" ? c.redirect(linkFor(c.req.raw, "/api/docs")) : super.handle(c);
  }
}
