import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import type { AuditEntry } from "../../shared/contract/access.ts";
import { CreatedKeySchema, KeyListSchema } from "../../shared/contract/access.ts";
import { ok } from "../../shared/contract/result.ts";
import { socketProtocolsFor } from "../../shared/contract/socket-protocol.ts";
import { createDeps } from "../../worker/deps.ts";
import { problemOf } from "./call.ts";
import { guardedApp, json, newKey, withKey } from "./guarded.ts";

const { parts } = createDeps(env);
const ask = guardedApp();
const SUBMISSION = { userId: "u", exerciseId: 1, levelId: 1, s3VideoUrl: "s3://senal-videos/none.mp4" };

describe("a Worker that nobody has opened", () => {
  test("serves nobody, and says to its operator what to do", async () => {
    const refused = await ask("/api/v1/assess", json("POST", SUBMISSION));
    const ready = await ask("/ready");
    const health = await ask("/health");

    expect(await problemOf(refused)).toMatchObject({ status: 503, code: "access_not_configured" });
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({
      checks: { access: { ok: false, detail: expect.stringMatching(/npm run keys.+AUTH_MODE=open/) } },
    });
    expect(health.status).toBe(200);
  });

  test("is not opened by the mode of local runs, which holds for local names alone", async () => {
    const local = guardedApp({}, { accessMode: "local" });

    expect((await local("/api/v1/model/info")).status).toBe(200);
    expect((await local("https://senal.example.workers.dev/api/v1/model/info")).status).toBe(503);
  });

  test("is opened on purpose, but for what admins do", async () => {
    const open = guardedApp({}, { accessMode: "open" });

    expect((await open("/api/v1/model/info")).status).toBe(200);
    expect((await open("/metrics")).status).toBe(200);
    expect(await problemOf(await open("/api/v1/admin/keys"))).toMatchObject({ status: 401 });
  });

  test("takes no offence, where it is open, at credentials for somebody else, but at a wrong key", async () => {
    const open = guardedApp({}, { accessMode: "open" });
    const statusWith = async (authorization: string) =>
      (await open("/api/v1/model/info", { headers: { Authorization: authorization } })).status;
    const { key } = await newKey({ scopes: ["tune"] });

    expect(await statusWith("Bearer eyJhbGciOiJIUzI1NiJ9.e30.c2ln")).toBe(200);
    expect(await statusWith("Basic YTpi")).toBe(200);
    expect(await statusWith(`Bearer ${key.slice(0, -4)}AAAA`)).toBe(401);
    expect(await statusWith(`Bearer ${key}`)).toBe(403);
  });
});

describe("a key", () => {
  test.each([
    ["Authorization", (key: string) => `Bearer ${key}`],
    ["Authorization", (key: string) => `bearer  ${key}`],
    ["X-API-Key", (key: string) => key],
  ])("in %s lets in", async (name, value) => {
    const { key } = await newKey();

    const response = await ask("/api/v1/model/info", { headers: { [name]: value(key) } });

    expect(response.status).toBe(200);
  });

  test("opens a WebSocket as a subprotocol, since a browser sends no headers with one", async () => {
    const { key } = await newKey();
    const open = (protocols: readonly string[]) =>
      ask("/ml/sessions/by-protocol/live", {
        headers: { Upgrade: "websocket", "Sec-WebSocket-Protocol": protocols.join(", ") },
      });

    const opened = await open(socketProtocolsFor(key));
    const refused = await open(socketProtocolsFor(key.slice(0, -4)));

    expect([opened.status, opened.headers.get("Sec-WebSocket-Protocol")]).toEqual([101, "senal"]);
    expect(refused.status).toBe(401);
    opened.webSocket?.accept();
    opened.webSocket?.close();
  });

  test("is worth nothing when it is wrong in any part, revoked, or no key at all", async () => {
    const { key, keyId } = await newKey();
    const revoked = await newKey();
    await parts.apiKeys.revoke(revoked.keyId, Date.now());
    const last = key.at(-2) === "A" ? "B" : "A";
    const wrong = [
      `${key.slice(0, -2)}${last}${key.at(-1)}`,
      key.replace(keyId, "0".repeat(16)),
      key.replace(keyId, revoked.keyId),
      revoked.key,
      "senal_",
      "'; DROP TABLE api_keys; --",
      "",
    ];

    for (const credential of wrong) {
      const response = await withKey(ask, credential)("/api/v1/model/info");
      expect(response.headers.get("WWW-Authenticate")).toBe('Bearer realm="senal", error="invalid_token"');
      expect(await problemOf(response)).toMatchObject({ status: 401, code: "unauthenticated" });
    }
  });

  test("that is missing or too weak is asked for in the reader's language", async () => {
    const headers = { "Accept-Language": "es" };
    const weak = withKey(ask, (await newKey({ scopes: ["tune"] })).key);

    const missing = await problemOf(await ask("/api/v1/model/info", { headers }));
    const refused = await problemOf(await weak("/api/v1/model/info", { headers }));

    expect(missing.detail).toMatch(/Envíe una clave vigente/);
    expect(refused).toMatchObject({ code: "forbidden", detail: expect.stringMatching(/ámbito assess/) });
  });

  test("is kept as a digest alone, and when it was used", async () => {
    const { key, keyId } = await newKey();
    await withKey(ask, key)("/api/v1/model/info");

    const rows = JSON.stringify((await env.DB.prepare("SELECT * FROM api_keys").all()).results);

    expect(rows).toContain(keyId);
    expect(rows).not.toContain(key.slice(-43));
    expect((await parts.apiKeys.find(keyId))?.lastUsedAt).toEqual(expect.any(Number));
  });

  test("is also a token of the identity provider, if there is one", async () => {
    const tokens = {
      verify: async () => ok({ subject: "ana", tenant: "acme", scopes: ["assess"] as const }),
    };
    const withTokens = guardedApp({ tokens });

    const bearer = await withKey(withTokens, "a.b.c")("/api/v1/model/info");
    const access = await withTokens("/api/v1/model/info", {
      headers: { "Cf-Access-Jwt-Assertion": "a.b.c" },
    });
    const tune = await withKey(withTokens, "a.b.c")("/ml/stats");

    expect([bearer.status, access.status, tune.status]).toEqual([200, 200, 403]);
  });
});

describe("the documentation", () => {
  test("says of every route what it asks for, and what is answered without", async () => {
    const description = (await (await ask("/api/openapi.json")).json()) as {
      paths: Record<string, Record<string, Record<string, unknown>>>;
    };
    const submit = description.paths["/api/v1/assess"]?.post;
    const health = description.paths["/health"]?.get;

    expect(submit?.description).toMatch(/Scope: `assess`\.$/);
    expect(Object.keys(submit?.responses ?? {})).toEqual(
      expect.arrayContaining(["401", "403", "429", "503"]),
    );
    expect(health?.security).toEqual([]);
    expect(Object.keys(health?.responses ?? {})).not.toContain("401");
    const forbidden = JSON.stringify(
      Object.entries(submit?.responses ?? {}).find(([status]) => status === "403"),
    );
    for (const code of ["forbidden", "tenant_forbidden"]) expect(forbidden).toContain(`"code":"${code}"`);
    expect(forbidden).toContain('"request_id"');
  });
});

describe("an admin", () => {
  const entries = async (asking: typeof ask): Promise<AuditEntry[]> =>
    ((await (await asking("/api/v1/admin/audit?limit=100")).json()) as { entries: AuditEntry[] }).entries;

  test("creates keys, sees them without their secret, and ends them", async () => {
    const admin = withKey(ask, (await newKey({ scopes: ["admin"] })).key);
    const request = { name: "App móvil", scopes: ["assess"], tenant: "acme", requestsPerMinute: 90 };

    const created = await admin("/api/v1/admin/keys", json("POST", request));
    const { key, keyId, ...rest } = CreatedKeySchema.parse(await created.json());
    const before = await withKey(ask, key)("/api/v1/model/info");
    const ended = await admin(`/api/v1/admin/keys/${keyId}`, { method: "DELETE" });
    const after = await withKey(ask, key)("/api/v1/model/info");
    const list = await (await admin("/api/v1/admin/keys")).text();

    expect([created.status, before.status, ended.status, after.status]).toEqual([201, 200, 204, 401]);
    expect(rest).toMatchObject({ ...request, lastUsedAt: null, revokedAt: null });
    expect(list).not.toContain(key);
    const listed = KeyListSchema.parse(JSON.parse(list)).keys.find((one) => one.keyId === keyId);
    expect(listed).toMatchObject({ ...request, revokedAt: expect.any(String) });
  });

  test.each([
    { name: "x", scopes: [] },
    { name: "x", scopes: ["root"] },
    { name: "x", scopes: ["assess"], tenant: "../other" },
    { name: "", scopes: ["assess"] },
    { name: "x", scopes: ["assess"], requestsPerMinute: 0 },
  ])("cannot create %j", async (request) => {
    const admin = withKey(ask, (await newKey({ scopes: ["admin"] })).key);

    expect((await problemOf(await admin("/api/v1/admin/keys", json("POST", request)))).status).toBe(422);
  });

  test("leaves a trace of every change and of none of the secrets", async () => {
    const { key, keyId } = await newKey({ scopes: ["admin"] });
    const admin = withKey(ask, key);
    const request = { name: "traced", scopes: ["tune"] };
    const created = CreatedKeySchema.parse(
      await (await admin("/api/v1/admin/keys", json("POST", request))).json(),
    );
    await admin("/api/v1/admin/keys/0000000000000000", { method: "DELETE" });

    const seen = (await entries(admin)).filter(({ actor }) => actor === `key:${keyId}`);

    expect(seen.map(({ action, target, status }) => [action, target, status])).toEqual([
      ["DELETE /api/v1/admin/keys/:keyId", "/api/v1/admin/keys/0000000000000000", 404],
      ["POST /api/v1/admin/keys", "/api/v1/admin/keys", 201],
    ]);
    const everything = await env.DB.batch(
      ["audit_log", "idempotency_keys"].map((table) => env.DB.prepare(`SELECT * FROM ${table}`)),
    );
    expect(JSON.stringify(everything)).not.toContain(created.key);
  });

  test("can do nothing that cannot be written down", async () => {
    const { key } = await newKey({ scopes: ["admin"] });
    const begin = async (): Promise<never> => {
      throw new Error("disk full");
    };
    const blind = guardedApp({ auditLog: { ...parts.auditLog, begin } });
    const before = (await parts.apiKeys.list()).length;

    const response = await withKey(blind, key)(
      "/api/v1/admin/keys",
      json("POST", { name: "unseen", scopes: ["admin"] }),
    );

    expect(response.status).toBe(503);
    expect((await parts.apiKeys.list()).length).toBe(before);
  });
});
