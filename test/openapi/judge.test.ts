/** What the fuzz would say of a service that breaks its description. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createJudge } from "../fuzz/api/judge.ts";
import { createMemory, learnt } from "../fuzz/api/memory.ts";
import { requestTo } from "../fuzz/api/requests.ts";
import type { Received, Sent } from "../fuzz/api/send.ts";
import { valueFor } from "../fuzz/api/values.ts";
import { type Parameter, type Route, readDescription, routesOf } from "./description.ts";

const SCHEMA = {
  type: "object",
  properties: { count: { type: "integer", minimum: 0 }, name: { type: "string" } },
  required: ["count"],
};
const PROBLEM = {
  type: "object",
  properties: { status: { type: "integer" }, request_id: { type: "string" } },
  required: ["status", "request_id"],
};
const problem = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: PROBLEM } },
});
const ROUTE: Route = {
  path: "/things/{id}",
  method: "GET",
  prefixes: ["", "/ml"],
  operationId: "readThing",
  tags: [],
  responses: {
    "200": { description: "It", content: { "application/json": { schema: SCHEMA } } },
    "401": problem("no key"),
    "500": problem("internal"),
    "503": { ...problem("down"), headers: { "Retry-After": { required: true } } },
  },
};
const judge = createJudge([ROUTE]);

const asked = (target = "/things/1", method = "GET"): Sent => ({
  method,
  target,
  headers: { "X-Request-Id": "r1" },
  body: undefined,
  isCut: false,
});
const answered = (status: number, body: unknown, headers: Record<string, string> = {}): Received => ({
  status,
  headers: {
    "content-type": status < 400 ? "application/json" : "application/problem+json",
    "x-request-id": "r1",
    ...headers,
  },
  body: Buffer.from(typeof body === "string" ? body : JSON.stringify(body)),
  isOpenEnded: false,
});
const trouble = (status: number) => ({ status, request_id: "r1" });

describe("the judge of the fuzz", () => {
  test.each([
    ["an answer as described", asked(), answered(200, { count: 1 })],
    ["one under the prefix", asked("/ml/things/1?x=1"), answered(200, { count: 1, name: "a" })],
    ["a declared 503", asked(), answered(503, trouble(503), { "retry-after": "10" })],
    ["an address that is none", asked("/nothing"), answered(404, trouble(404))],
    ["a wrong method", asked("/things/1", "PUT"), answered(405, trouble(405), { allow: "GET" })],
  ])("lets %s pass", (_, sent, received) => {
    expect(judge(sent, received)).toBeUndefined();
  });

  test.each([
    ["an undeclared status", asked(), answered(418, trouble(418)), /undeclared status 418/],
    ["a declared 500", asked(), answered(500, trouble(500)), /server error 500/],
    ["a missing field", asked(), answered(200, {}), /against its schema/],
    ["a field of another type", asked(), answered(200, { count: "1" }), /against its schema/],
    ["a field that is not described", asked(), answered(200, { count: 1, secret: 1 }), /against its schema/],
    ["what is no JSON", asked(), answered(200, "{"), /no JSON/],
    ["another media type", asked(), answered(200, "x", { "content-type": "text/plain" }), /media type/],
    ["a 401 that does not say how", asked(), answered(401, trouble(401)), /without WWW-Authenticate/],
    ["a missing header", asked(), answered(503, trouble(503)), /without Retry-After/],
    ["another request id", asked(), answered(200, { count: 1 }, { "x-request-id": "r2" }), /X-Request-Id/],
    ["a problem of another status", asked("/nothing"), answered(404, trouble(400)), /another status/],
    ["an answer where no route is", asked("/nothing"), answered(200, { count: 1 }), /no route/],
    ["a body for HEAD", asked("/things/1", "HEAD"), answered(200, { count: 1 }), /HEAD/],
  ])("names %s", (_, sent, received, kind) => {
    expect(judge(sent, received)?.kind).toMatch(kind);
  });
});

describe("the requests of the fuzz", () => {
  test("hold values that their schema allows, as far as texts and numbers go", () => {
    const received = (value: unknown) => answered(200, { ...(value as object) });

    fc.assert(fc.property(valueFor(SCHEMA), (value) => judge(asked(), received(value)) === undefined));
  });

  test("try every parameter and every media type that the description names", async () => {
    const untried = routesOf(await readDescription()).flatMap((route) => {
      const drafts = fc.sample(requestTo([route]), { seed: 1, numRuns: 200 });
      const { parameters = [], requestBody } = route;
      const isTried = ({ name, in: place }: Parameter): boolean =>
        place === "path" ||
        drafts.some(({ target, headers }) =>
          place === "header" ? name in headers : target.includes(`${encodeURIComponent(name)}=`),
        );
      return [
        ...parameters.filter((parameter) => !isTried(parameter)).map(({ name }) => name),
        ...Object.keys(requestBody?.content ?? {}).filter(
          (type) => !drafts.some(({ contentType }) => contentType?.startsWith(type)),
        ),
      ].map((what) => `${route.operationId}: ${what}`);
    });

    expect(untried).toEqual([]);
  });

  test("name what earlier answers told, also under the plural or a longer name", () => {
    const memory = createMemory();
    const [id] = fc.sample(learnt("sessionId"), { seed: 1, numRuns: 1 });
    const [cursor] = fc.sample(learnt("cursor"), { seed: 1, numRuns: 1 });
    memory.learn({ sessions: [{ sessionId: "abc" }], nextCursor: "next" });

    expect(memory.fill(`/${id}?cursor=${cursor}`)).toBe("/abc?cursor=next");
  });
});
