/** Every operation of the OpenAPI document, and a request for it that its schema allows. */
import { call } from "./call.ts";

interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
}

export interface Operation {
  readonly name: string;
  readonly method: string;
  /** As in the document, e.g. `/api/v1/assess/{sessionId}`. */
  readonly path: string;
  /** As in app.ts, e.g. `/api/v1/assess/:sessionId`. */
  readonly route: string;
  /** Media type and schema of the body, if it has one. */
  readonly body: { readonly mediaType: string; readonly schema: Schema } | undefined;
}

export async function operationsOf(): Promise<Operation[]> {
  const { paths } = (await (await call("/api/openapi.json")).json()) as {
    paths: Record<string, Record<string, { requestBody?: { content: Record<string, { schema: Schema }> } }>>;
  };
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { requestBody }]) => {
      const [content] = Object.entries(requestBody?.content ?? {});
      return {
        name: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path,
        route: path.replaceAll(/\{(\w+)\}/g, ":$1"),
        body: content && { mediaType: content[0], schema: content[1].schema },
      };
    }),
  );
}

/** `values` stand for parameters of the path and fields of the body, wherever they bear that name. */
export function requestOf(
  { method, path, body }: Operation,
  values: Readonly<Record<string, unknown>>,
): { readonly path: string; readonly init: RequestInit } {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(values[name] ?? crypto.randomUUID())),
  );
  if (!body) return { path: filled, init: { method } };
  const isJson = body.mediaType.includes("json");
  return {
    path: filled,
    init: {
      method,
      headers: { "Content-Type": body.mediaType },
      body: isJson ? JSON.stringify(sampleOf(body.schema, values)) : "not a file",
    },
  };
}

function sampleOf(schema: Schema, values: Readonly<Record<string, unknown>>): unknown {
  const [first] = schema.anyOf ?? schema.oneOf ?? [];
  if (first) return sampleOf(first, values);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case "object":
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([name]) => name in values || schema.required?.includes(name))
          .map(([name, property]) => [name, values[name] ?? sampleOf(property, values)]),
      );
    case "array":
      return [sampleOf(schema.items ?? {}, values)];
    case "integer":
    case "number":
      return Math.max(1, schema.minimum ?? 1);
    case "boolean":
      return true;
    case "null":
      return null;
    default:
      return "sample";
  }
}
