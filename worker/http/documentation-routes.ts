/** Description of the routes that answer the description itself: pages and a file, which have no schema to check. */
import { z } from "zod";
import { problemResponses } from "./responses.ts";

const page = (path: string, operationId: string, summary: string) => ({
  method: "get" as const,
  path,
  operationId,
  tags: ["Service"],
  summary,
  responses: {
    "200": {
      description: "A page that needs nothing from elsewhere",
      content: { "text/html": { schema: z.string(), example: "<!doctype html>…" } },
    },
    ...problemResponses("route_not_found"),
  },
});

export const DOCUMENTATION_ROUTES = [
  page("/api/docs", "getDocs", "This description in Swagger UI"),
  page("/api/redoc", "getRedoc", "This description in Redoc"),
  {
    method: "get" as const,
    path: "/api/openapi.json",
    operationId: "getOpenApi",
    tags: ["Service"],
    summary: "This description",
    responses: {
      "200": {
        description: "OpenAPI 3.1",
        content: {
          "application/json": {
            schema: z.looseObject({ openapi: z.string() }),
            example: { openapi: "3.1.0", info: { title: "Señal" } },
          },
        },
      },
      ...problemResponses(),
    },
  },
];
