/** Holds answers to the API description: status, media type, headers and body, of routes and of addresses that are none. */
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { Answer, JsonSchema, Route } from "../../openapi/description.ts";
import { routeOf, routesAt } from "./matching.ts";
import type { Received, Sent } from "./send.ts";

/** What is wrong with an answer. Answers that are wrong in the same way have one `kind`. */
export interface Violation {
  readonly kind: string;
  readonly detail: string;
}

const PROBLEM = "application/problem+json";
const SANE_REQUEST_ID = /^[\w\-=]{1,128}$/;
/** What the service answers anywhere, where no route is. */
const SWITCHING_PROTOCOLS = 101;
const NOT_FOUND = 404;
const WRONG_METHOD = 405;
const UNAUTHENTICATED = 401;
const TOO_MANY = 429;
/** What HTTP asks of these answers wherever they come from (RFC 9110, section 15.5.2; README, Access). */
const NEEDED_HEADERS: Readonly<Record<number, string>> = {
  [UNAUTHENTICATED]: "WWW-Authenticate",
  [TOO_MANY]: "Retry-After",
};

export type Judge = (sent: Sent, received: Received) => Violation | undefined;

export function createJudge(routes: readonly Route[]): Judge {
  const ajv = new Ajv2020({ strict: false, validateFormats: true, allErrors: false });
  addFormats.default(ajv);
  const compiled = new Map<JsonSchema, ValidateFunction>();
  const problem = routes
    .flatMap(({ responses }) => Object.values(responses))
    .map(({ content }) => content?.[PROBLEM]?.schema)
    .find((schema) => schema !== undefined);

  function validatorOf(schema: JsonSchema): ValidateFunction {
    const known = compiled.get(schema) ?? ajv.compile(closed(schema) as JsonSchema);
    compiled.set(schema, known);
    return known;
  }

  /** Answers that the description foresees for the request, and the name of what was asked. */
  function expected(sent: Sent): { readonly name: string; readonly answers: Record<string, Answer> } {
    const route = routeOf(routes, sent);
    if (route) return { name: `${route.method} ${route.path}`, answers: route.responses };
    const problemOnly = { description: "", content: { [PROBLEM]: { schema: problem ?? {} } } };
    if (sent.method === "OPTIONS") return { name: "OPTIONS", answers: { "204": { description: "" } } };
    const [other] = routesAt(routes, sent);
    return other
      ? {
          name: `wrong method ${other.path}`,
          answers: { [WRONG_METHOD]: { ...problemOnly, headers: { Allow: { required: true } } } },
        }
      : { name: "no route", answers: { [NOT_FOUND]: problemOnly, [TOO_MANY]: problemOnly } };
  }

  return (sent, received) => {
    const { name, answers } = expected(sent);
    const { status, headers, body } = received;
    const violation = (what: string, detail = ""): Violation => ({ kind: `${name}: ${what}`, detail });
    const excerpt = body.toString("utf8", 0, 300);

    const answer = answers[status];
    if (!answer) return violation(`undeclared status ${status}`, excerpt);
    if (status >= 500 && status !== 503) return violation(`server error ${status}`, excerpt);
    const missing = Object.entries(answer.headers ?? {}).find(
      ([header, { required }]) => required && headers[header.toLowerCase()] === undefined,
    );
    if (missing) return violation(`${status} without ${missing[0]}`);
    const needed = NEEDED_HEADERS[status];
    if (needed && headers[needed.toLowerCase()] === undefined)
      return violation(`${status} without ${needed}`);
    const requestId = headers["x-request-id"];
    const asked = sent.headers["X-Request-Id"] ?? "";
    if (!requestId) return violation(`${status} without X-Request-Id`);
    if (SANE_REQUEST_ID.test(asked) && requestId !== asked)
      return violation("another X-Request-Id", requestId);
    if (sent.method === "HEAD") return body.length > 0 ? violation("a body for HEAD", excerpt) : undefined;
    return wrongBody(answer, received, violation, excerpt);
  };

  function wrongBody(
    { content }: Answer,
    { status, headers, body }: Received,
    violation: (what: string, detail?: string) => Violation,
    excerpt: string,
  ): Violation | undefined {
    const mediaType = headers["content-type"]?.split(";")[0] ?? "";
    // What is described with it is the messages that follow.
    const isUpgrade = status === SWITCHING_PROTOCOLS;
    if (!content || isUpgrade)
      return body.length > 0 ? violation(`${status} with an undeclared body`, excerpt) : undefined;
    const media = content[mediaType];
    if (!media) return violation(`${status} with undeclared media type ${mediaType || "none"}`, excerpt);
    if (!/[/+]json$/.test(mediaType)) return undefined;
    const json = parse(body);
    if (json === undefined) return violation(`${status} that is no JSON`, excerpt);
    const validate = validatorOf(media.schema ?? {});
    if (!validate(json))
      return violation(`${status} against its schema`, `${ajv.errorsText(validate.errors)} in ${excerpt}`);
    if (mediaType !== PROBLEM) return undefined;
    const told = json as { status: number; request_id: string };
    return told.status === status && told.request_id === headers["x-request-id"]
      ? undefined
      : violation("a problem of another status or request", excerpt);
  }
}

/** The schema, under which an object has no field that is not described, unless the schema says which others. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== "object" || schema === null || "allOf" in schema) return schema;
  const inner = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, key === "example" ? value : closed(value)]),
  );
  const isOpen = "additionalProperties" in inner || inner.type !== "object" || !("properties" in inner);
  return isOpen ? inner : { ...inner, additionalProperties: false };
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}
