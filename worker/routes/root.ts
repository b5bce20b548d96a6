import { accepts } from "hono/accepts";
import { z } from "zod";
import type { AppContext } from "../http/app-context.ts";
import { GetHealth } from "./health.ts";
import { sendPage } from "./pages.ts";

export class GetRoot extends GetHealth {
  readonly #health = new GetHealth(this.params).schema;
  override schema = {
    ...this.#health,
    operationId: "getRoot",
    summary: "The same as /health; a browser gets the overview page",
    responses: {
      ...this.#health.responses,
      "200": {
        description: "Alive",
        content: {
          ...this.#health.responses["200"].content,
          "text/html": { schema: z.string(), example: "<!doctype html>…" },
        },
      },
    },
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
