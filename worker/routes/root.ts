import { accepts } from "hono/accepts";
import type { AppContext } from "../http/app-context.ts";
import { GetHealth } from "./health.ts";
import { sendPage } from "./pages.ts";

export class GetRoot extends GetHealth {
  override schema = {
    ...new GetHealth(this.params).schema,
    operationId: "getRoot",
    summary: "The same as /health; a browser gets the overview page",
  };

  override async handle(c: AppContext): Promise<Response> {
    const wanted = accepts(c, {
      header: "Accept",
      supports: ["application/json", "text/html"],
      default: "application/json",
    });
    return wanted === "text/html" ? sendPage(c, "overview") : super.handle(c);
  }
}
