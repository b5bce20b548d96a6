/** The API description as the Worker answers it, read from the app itself without starting anything around it. */
import type { Hono } from "hono";
import { createApp } from "../../worker/app.ts";
import type { AppEnv } from "../../worker/http/app-context.ts";
import type { Parts } from "../../worker/services/parts.ts";

export interface MediaType {
  readonly schema?: JsonSchema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}
export interface Header {
  readonly required?: boolean;
}
export interface Answer {
  readonly description: string;
  readonly headers?: Readonly<Record<string, Header>>;
  readonly content?: Readonly<Record<string, MediaType>>;
}
export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required?: boolean;
  readonly schema?: JsonSchema;
  readonly example?: unknown;
}
export interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: {
    readonly required?: boolean;
    readonly content: Readonly<Record<string, MediaType>>;
  };
  readonly responses: Readonly<Record<string, Answer>>;
}
export type JsonSchema = Readonly<Record<string, unknown>>;

/** OpenAPI 3.1. In an answer of {@link resolved} nothing refers to `components` any more. */
export interface Description {
  readonly openapi: string;
  readonly tags: readonly { readonly name: string }[];
  readonly servers: readonly { readonly url: string }[];
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

/** One route: an operation, and where it is. */
export interface Route extends Operation {
  readonly path: string;
  /** In capitals. */
  readonly method: string;
  /** Prefixes that it answers under, each without a slash at its end. */
  readonly prefixes: readonly string[];
}

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/** The description asks nothing of the world but what every request does. */
export function bareApp(): Hono<AppEnv> {
  const parts = {
    now: () => 0,
    newId: () => "description",
    log: () => {},
    settings: { accessMode: "local" },
  } as unknown as Parts;
  const readAsset = async () => new Response(null, { status: 404 });
  return createApp({ parts, readAsset, corsOrigins: ["*"] });
}

export async function readDescription(): Promise<Description> {
  const answer = await bareApp().request("/api/openapi.json");
  return (await answer.json()) as Description;
}

/** Every operation of a description, with what it refers to in its place. */
export function routesOf(description: Description): Route[] {
  const { paths, servers } = resolved(description, description) as Description;
  return Object.entries(paths).flatMap(([path, item]) => {
    const own = (item as { servers?: Description["servers"] }).servers ?? servers;
    const prefixes = own.map(({ url }) => url.replace(/\/$/, ""));
    return Object.entries(item)
      .filter(([method]) => METHODS.includes(method))
      .map(([method, operation]) => ({ ...operation, path, method: method.toUpperCase(), prefixes }));
  });
}

function resolved(value: unknown, description: Description): unknown {
  if (Array.isArray(value)) return value.map((item) => resolved(item, description));
  if (typeof value !== "object" || value === null) return value;
  const { $ref } = value as { $ref?: unknown };
  if (typeof $ref === "string") return resolved(lookUp($ref, description), description);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolved(item, description)]));
}

function lookUp(reference: string, description: Description): unknown {
  const path = reference.replace("#/", "").split("/");
  const found = path.reduce<unknown>(
    (at, key) => (at as Record<string, unknown> | undefined)?.[key],
    description,
  );
  if (found === undefined) throw new Error(`${reference} leads nowhere`);
  return found;
}
