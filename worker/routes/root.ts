import { accepts } from "hono/accepts";
import type { AppContext } from "../http/app-context.ts";
import { linkFor } from "../http/path-prefix.ts";
import { GetHealth } from "./health.ts";

export class GetRoot extends GetHealth {
  override schema = {
    ...new GetHealth(this.params).schema,
    operationId: "getRoot",
    summary: "The same as /health; a browser is sent to the documentation",
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
