/** Description of the API (OpenAPI 3.1): what the routes tell of themselves, and what holds for all of them. */
import { SERVICE_VERSION } from "../../shared/contract/service.ts";

export const API_OVERVIEW = {
  info: {
    title: "Señal",
    version: SERVICE_VERSION,
    description:
      "Tells a learner which sign a video shows, and how surely; tunes the parameters of image generation, or any others, from ratings. Errors are application/problem+json (RFC 9457), in English or Spanish by Accept-Language; an address that is not described here is a 404, another method a 405 with `Allow`. Every route also answers under the prefix `/ml`, by which clients of the former service know it.",
    license: { name: "Apache-2.0", url: "https://www.apache.org/licenses/LICENSE-2.0" },
  },
  servers: [{ url: "/" }, { url: "/ml", description: "The same routes, under their former prefix" }],
  tags: [
    { name: "Assessment", description: "Upload a video, submit it, and read or watch what becomes of it." },
    { name: "Prediction", description: "Signs and hands of one picture or video, answered at once." },
    { name: "Tuning", description: "Suggestions, ratings, and what a search has learnt from them." },
    { name: "Admin", description: "Work that was given up, and the copies in DynamoDB." },
    { name: "Service", description: "State of the service and its models, and this description." },
  ],
  security: [{ bearerKey: [] }, { apiKey: [] }, {}],
};

/** Parts that every operation refers to. */
const COMPONENTS = {
  securitySchemes: {
    bearerKey: {
      type: "http",
      scheme: "bearer",
      description: "A key of this service. None is needed where the service is open.",
    },
    apiKey: { type: "apiKey", in: "header", name: "X-API-Key", description: "The same, as a header." },
  },
  parameters: {
    AcceptLanguage: {
      name: "Accept-Language",
      in: "header",
      description: "Language of sentences: en or es",
      schema: { type: "string" },
      example: "es",
    },
    RequestId: {
      name: "X-Request-Id",
      in: "header",
      description:
        "Names the request in the answer and in logs. At most 128 letters, digits, _ - =; any other is replaced.",
      schema: { type: "string" },
      example: "checkout-7d3f",
    },
  },
  headers: {
    RequestId: {
      description: "The X-Request-Id of the request, or one that was made for it",
      required: true,
      schema: { type: "string" },
    },
    IdempotencyReplayed: {
      description: "The answer was given before, to a request with this Idempotency-Key",
      schema: { type: "string", const: "true" },
    },
    RetryAfter: {
      description: "Seconds after which the same request may succeed",
      required: true,
      schema: { type: "integer", minimum: 0 },
    },
  },
} as const;

const REQUEST_PARAMETERS = Object.keys(COMPONENTS.parameters).map((name) => ({
  $ref: `#/components/parameters/${name}`,
}));
const REQUEST_ID = { "X-Request-Id": { $ref: "#/components/headers/RequestId" } };
const RETRY_AFTER = { "Retry-After": { $ref: "#/components/headers/RetryAfter" } };
const REPLAYED = { "Idempotency-Replayed": { $ref: "#/components/headers/IdempotencyReplayed" } };
const RETRY_LATER = ["429", "503"];

const IDEMPOTENCY_HEADER = "Idempotency-Key";

export interface Answer {
  readonly description?: string;
  readonly headers?: object;
  readonly content?: Readonly<Record<string, { readonly schema?: unknown; readonly examples?: object }>>;
}
export interface Operation {
  readonly description?: string;
  readonly security?: readonly object[];
  readonly parameters?: readonly { readonly name?: string; readonly $ref?: string }[];
  readonly requestBody?: {
    readonly required?: boolean;
    readonly content: Readonly<Record<string, { readonly schema: BodySchema }>>;
  };
  readonly responses: Readonly<Record<string, Answer>>;
}
interface BodySchema {
  readonly type?: string;
  readonly required?: readonly string[];
}
type PathItem = Readonly<Record<string, Operation>>;

export interface ApiDescription {
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components?: Readonly<Record<string, object>>;
}

/** Completes what the routes say of themselves with what holds for all of them. */
export function describeApi({ paths, components, ...description }: ApiDescription): ApiDescription {
  const described = Object.entries(paths).map(([path, item]) => {
    const operations = Object.entries(item).map(([method, operation]) => [method, complete(operation)]);
    // chanfana cuts the slash at the end of every path, which leaves nothing of the root.
    return [path || "/", Object.fromEntries(operations)];
  });
  return {
    ...description,
    paths: Object.fromEntries(described),
    components: { ...components, ...COMPONENTS },
  };
}

function complete(operation: Operation): Operation {
  const { parameters = [], requestBody } = operation;
  const isIdempotent = parameters.some(({ name }) => name === IDEMPOTENCY_HEADER);
  const responses = Object.entries(operation.responses).map(([status, answer]) => {
    const headers = {
      ...answer.headers,
      ...REQUEST_ID,
      ...(RETRY_LATER.includes(status) ? RETRY_AFTER : {}),
      ...(isIdempotent && status.startsWith("2") ? REPLAYED : {}),
    };
    return [status, { ...answer, headers }];
  });
  return {
    ...operation,
    parameters: [...parameters, ...REQUEST_PARAMETERS],
    ...(requestBody ? { requestBody: { ...requestBody, required: isNeeded(requestBody) } } : {}),
    responses: Object.fromEntries(responses),
  };
}

/** A body that may say nothing may be left out. */
const isNeeded = ({ content }: NonNullable<Operation["requestBody"]>): boolean =>
  Object.values(content).some(({ schema }) => schema.type !== "object" || (schema.required ?? []).length > 0);
