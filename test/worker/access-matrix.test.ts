/** Every route of the OpenAPI document against every kind of caller; a new route is in it by being documented. */
import { env } from "cloudflare:workers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Scope } from "../../shared/contract/access.ts";
import { AssessListResponseSchema } from "../../shared/contract/assessment.ts";
import { createApp } from "../../worker/app.ts";
import { createDeps } from "../../worker/deps.ts";
import { needOf } from "../../worker/routes/needs.ts";
import { resultOf } from "./call.ts";
import { type Ask, guardedApp, json, newKey, upload, withKey } from "./guarded.ts";
import { type Operation, operationsOf, requestOf } from "./operations.ts";

const ask = guardedApp();
const operations = await operationsOf();
const guardedOperations = operations.filter(({ route }) => needOf(route) !== "nothing");
const isForAdmins = ({ route }: Operation): boolean => ["operate", "admin"].includes(needOf(route) ?? "");
const isForTenants = (operation: Operation): boolean => !isForAdmins(operation);

/** What nobody but its owner may ever read. */
const SECRET = "onlyforitsowner";
const space = {
  parameters: [{ name: SECRET, type: "float", low: 0, high: 1 }],
};

let owner: Ask;
let stranger: Ask;
let admin: Ask;
/** What belongs to the owner, by the names that parameters and fields have. */
let owned: Record<string, unknown>;

const send = (asking: Ask, operation: Operation, values: Record<string, unknown> = owned) => {
  const { path, init } = requestOf(operation, values);
  return asking(path, init);
};

async function statusOf(response: Promise<Response>): Promise<number> {
  const { status, body } = await response;
  await body?.cancel();
  return status;
}

beforeAll(async () => {
  owner = withKey(ask, (await newKey({ tenant: "owner" })).key);
  stranger = withKey(ask, (await newKey({ tenant: "stranger" })).key);
  admin = withKey(ask, (await newKey({ scopes: ["admin"] })).key);
  const s3VideoUrl = await upload(owner);
  const submission = { userId: SECRET, exerciseId: 1, levelId: 1, s3VideoUrl };
  const submitted = await owner("/api/v1/assess", json("POST", submission));
  const { sessionId } = (await submitted.json()) as { sessionId: string };
  await resultOf(sessionId);
  const definition = { space, objective: { direction: "maximize", kind: "number" } };
  await owner("/ml/sessions/tuned", json("PUT", definition));
  owned = { sessionId, id: "tuned", s3VideoUrl, data: s3VideoUrl, parameters: {} };
});

// Work that is under way when the file ends would never end.
afterAll(async () => {
  const { sessions } = AssessListResponseSchema.parse(await (await admin("/api/v1/assess?limit=100")).json());
  for (const { sessionId } of sessions) await resultOf(sessionId);
});

test("every route says what it asks for", () => {
  const { routes } = createApp(createDeps(env));
  const paths = routes.filter(({ method }) => method !== "ALL").map(({ path }) => path);

  expect(paths.filter((path) => needOf(path.replace("/*", "")) === undefined)).toEqual([]);
  expect(needOf("/api/v1/assessments")).toBeUndefined();
});

describe("without a key", () => {
  test.each(guardedOperations)("$name is a 401", async (operation) => {
    const response = await send(ask, operation);

    expect(response.status).toBe(401);
    expect(response.headers.get("WWW-Authenticate")).toBe('Bearer realm="senal"');
  });

  test.each(operations.filter(({ route }) => needOf(route) === "nothing"))(
    "$name answers",
    async (operation) => {
      expect([200, 302]).toContain(await statusOf(send(ask, operation)));
    },
  );
});

describe("with a key of the wrong scope", () => {
  const wrongScopes = (operation: Operation): Scope[] =>
    isForAdmins(operation) ? ["assess", "tune"] : needOf(operation.route) === "tune" ? ["assess"] : ["tune"];

  test.each(guardedOperations)("$name is a 403", async (operation) => {
    const { key } = await newKey({ scopes: wrongScopes(operation), tenant: "owner" });

    const response = await send(withKey(ask, key), operation);

    expect(response.status).toBe(403);
    expect(response.headers.get("WWW-Authenticate")).toContain('error="insufficient_scope"');
  });
});

describe("with a key of another tenant", () => {
  test.each(guardedOperations.filter(isForTenants))(
    "$name shows nothing of what others own",
    async (operation) => {
      const response = await send(stranger, operation);

      expect(await response.text()).not.toContain(SECRET);
      if (operation.path.includes("{sessionId}")) expect(response.status).toBe(404);
      else expect([401, 403, 500]).not.toContain(response.status);
    },
  );

  test("leaves everything as it was", async () => {
    const session = await owner(`/api/v1/assess/${owned.sessionId}`);
    const tuning = await owner("/ml/sessions/tuned");
    const key = String(owned.s3VideoUrl).split("/").slice(3).join("/");

    expect(await session.json()).toMatchObject({ metadata: { userId: SECRET } });
    expect(await tuning.json()).toMatchObject({ space, samples_seen: 0, history: { events: [{ seq: 1 }] } });
    expect(await env.VIDEOS.head(key)).not.toBeNull();
  });
});

describe("with the right key", () => {
  // What deletes comes last, so that there is something to answer with.
  const inOrder = guardedOperations.toSorted(
    (a, b) => Number(a.method === "DELETE") - Number(b.method === "DELETE"),
  );

  test.each(inOrder)("$name answers", async (operation) => {
    const response = send(isForAdmins(operation) ? admin : owner, operation);

    expect([401, 403, 500]).not.toContain(await statusOf(response));
  });
});
