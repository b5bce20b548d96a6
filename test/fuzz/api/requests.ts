/** Requests to the routes of an API description: right ones, and ones with anything about them wrong. */
import fc from "fast-check";
import type { Parameter, Route } from "../../openapi/description.ts";
import { type Body, bodyFor } from "./bodies.ts";
import { ODD_TEXTS } from "./damage.ts";
import { learnt } from "./memory.ts";
import { textFor, valueFor } from "./values.ts";

/** How the end of the body is told: its length, chunks, or a length that is not true. */
export type Framing = "length" | "chunked" | "too-short" | "too-long";

export interface Draft extends Body {
  readonly method: string;
  /** Path and query; like headers and text bodies it may hold placeholders of what answers told. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly framing: Framing;
  readonly isUpgrade: boolean;
}

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"];

/** Headers that may come with any request. */
const ANY_HEADERS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  "Accept-Language": fc.constantFrom("es", "en-US,es;q=0.9", "fr", "*", ";;q=", "x".repeat(500)),
  Accept: fc.constantFrom("*/*", "text/html", "application/json", "image/*;q=0", ","),
  "X-Request-Id": fc.constantFrom("abc-123", 'x" onload=', "é", "x".repeat(129), ""),
  "Idempotency-Key": fc.oneof(fc.constantFrom("k1", "k2", "k3", "", "x".repeat(256), "é", "a b"), fc.uuid()),
  "Last-Event-ID": fc.constantFrom("0", "1", "2", "99", "-1", "1e9", "x"),
  "X-Tuning-Session": fc.constantFrom("a", "b", "c", "", "a/b", "x".repeat(65), "é"),
  Authorization: fc.constantFrom("Bearer x", "Basic eDp5", "Bearer", ""),
  "X-API-Key": fc.constantFrom("x", "", "é".repeat(50)),
  "X-Tenant": fc.constantFrom("acme", "default", "", "É", "x".repeat(100)),
  Origin: fc.constantFrom("https://app.example", "null", "x"),
  Range: fc.constantFrom("bytes=0-1", "x"),
  "Content-Encoding": fc.constantFrom("gzip", "x"),
  "If-None-Match": fc.constantFrom("*", '"x"'),
};

const rarely = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>, usually = 12): fc.Arbitrary<T> =>
  fc.oneof({ weight: usually, arbitrary: usual }, { weight: 1, arbitrary: odd });

/** A request to any of the routes. */
export const requestTo = (routes: readonly Route[]): fc.Arbitrary<Draft> =>
  fc.oneof(...routes.map(requestToRoute));

function requestToRoute(route: Route): fc.Arbitrary<Draft> {
  const { parameters = [], responses } = route;
  const isSocket = "101" in responses;
  return fc
    .record({
      method: rarely(fc.constant(route.method), fc.constantFrom(...METHODS), 20),
      path: rarely(pathOf(route), oddPath(route), 20),
      query: queryOf(parameters.filter((parameter) => parameter.in === "query")),
      headers: headersOf(parameters.filter((parameter) => parameter.in === "header")),
      body: bodyFor(route),
      framing: rarely<Framing>(
        fc.constant("length"),
        fc.constantFrom<Framing>("chunked", "too-short", "too-long"),
        20,
      ),
      isUpgrade: isSocket
        ? rarely(fc.constant(true), fc.constant(false), 3)
        : rarely(fc.constant(false), fc.constant(true), 40),
    })
    .map(({ path, query, body, ...rest }) => {
      const draft = { ...rest, ...body, target: path + query };
      // An upgrade is a GET without a body (RFC 6455, section 4.1); servers take it for one.
      return rest.isUpgrade ? { ...draft, method: "GET", contentType: undefined, content: undefined } : draft;
    });
}

function pathOf({ path, prefixes, parameters = [] }: Route): fc.Arbitrary<string> {
  const inPath = parameters.filter((parameter) => parameter.in === "path");
  const values = inPath.map(({ name, schema = {} }) =>
    fc.oneof(
      { weight: 6, arbitrary: textFor(schema, name).map(encodeKeepingPlaceholders) },
      { weight: 4, arbitrary: learnt(name) },
      { weight: 1, arbitrary: fc.constantFrom(...ODD_TEXTS).map(encode) },
      { weight: 1, arbitrary: fc.constantFrom("%", "%00", "%2F", "%E0%A4%A", "a%2fb", "..", ".", "a;b=c") },
    ),
  );
  return fc
    .tuple(fc.constantFrom(...prefixes), ...values)
    .map(([prefix, ...texts]) =>
      inPath.reduce(
        (filled, { name }, index) => filled.replace(`{${name}}`, () => texts[index] ?? ""),
        prefix + path,
      ),
    );
}

const oddPath = (route: Route): fc.Arbitrary<string> =>
  fc
    .tuple(
      pathOf(route),
      fc.constantFrom<(path: string) => string>(
        (path) => `${path}/`,
        (path) => `/${path}`,
        (path) => `/ml${path}`,
        (path) => path.toUpperCase(),
        (path) => `${path}%00`,
        (path) => `${path}/../..${path}`,
        (path) => `${path};x=1`,
        (path) => path.slice(0, -1) || "/",
        (path) => `${path}/${"x".repeat(2000)}`,
        () => "/.well-known/x",
        () => "/api//v1/assess",
      ),
    )
    .map(([path, change]) => change(path));

/** Fields of the schema, some of them wrong, repeated or unknown. */
function queryOf(parameters: readonly Parameter[]): fc.Arbitrary<string> {
  const fields = parameters.map(({ name, schema = {}, required = false }) =>
    fc.option(
      rarely(
        schema.type === "string" ? textFor(schema, name) : valueFor(schema, name).map(String),
        fc.constantFrom(...ODD_TEXTS),
        4,
      ).map((value) => `${encode(name)}=${encodeKeepingPlaceholders(value)}`),
      { freq: required ? 20 : 2, nil: "" },
    ),
  );
  const odd = fc.constantFrom(
    "unknown=1",
    "&&",
    "=",
    "a[]=1",
    "__proto__=1",
    "limit=1&limit=2",
    "%",
    "explain=yes",
  );
  return fc
    .tuple(fc.tuple(...fields), rarely(fc.constant(""), odd))
    .map(([known, more]) => [...known, more].filter((text) => text !== "").join("&"))
    .map((query) => (query === "" ? "" : `?${query}`));
}

/** Half of those that the route names, and now and then any other. */
function headersOf(parameters: readonly Parameter[]): fc.Arbitrary<Record<string, string>> {
  const none = fc.constant(undefined);
  const declared = parameters.map(({ name, schema = {} }) => [name, rarely(none, textFor(schema, name), 1)]);
  const others = Object.entries(ANY_HEADERS).map(([name, value]) => [name, rarely(none, value, 20)]);
  return fc
    .record(Object.fromEntries([...declared, ...others]) as Record<string, fc.Arbitrary<string | undefined>>)
    .map((headers) =>
      Object.fromEntries(
        Object.entries(headers).flatMap(([name, value]) =>
          value === undefined ? [] : [[name, toHeader(value)]],
        ),
      ),
    );
}

/** Clients cannot send other characters in a header. */
const toHeader = (value: string): string => value.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, "?");

const encode = (text: string): string => encodeURIComponent(text.toWellFormed());

/** The marks of a placeholder stay as they are. */
const encodeKeepingPlaceholders = (text: string): string =>
  encode(text).replaceAll(/%40%40([\w-]*)%3A(\d+)%40%40/g, "@@$1:$2@@");
