import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createD1AuditLog } from "../../worker/adapters/access/d1-audit-log.ts";
import { createD1ApiKeyStore } from "../../worker/adapters/access/d1-keys.ts";
import { createTokenVerifier, type TokenSettings } from "../../worker/adapters/access/jwks-tokens.ts";
import type { ApiKeyStore, StoredKey } from "../../worker/ports/api-keys.ts";
import type { AuditLog } from "../../worker/ports/audit-log.ts";
import { type Cloudflare, startCloudflare } from "./cloudflare.ts";

const T0 = 1_800_000_000_000;

describe("what D1 keeps of access", () => {
  let cloudflare: Cloudflare;
  let keys: ApiKeyStore;
  let auditLog: AuditLog;

  beforeAll(async () => {
    cloudflare = await startCloudflare();
    keys = createD1ApiKeyStore(cloudflare.db);
    auditLog = createD1AuditLog(cloudflare.db);
  });
  afterAll(() => cloudflare.close());

  const key = (keyId: string, changes: Partial<StoredKey> = {}): StoredKey => ({
    keyId,
    digest: "d".repeat(64),
    name: "Ana's app",
    tenant: "acme",
    scopes: ["assess", "tune"],
    requestsPerMinute: null,
    createdAt: T0,
    lastUsedAt: null,
    revokedAt: null,
    ...changes,
  });

  test("is every field of a key, newest key first", async () => {
    expect(await keys.hasKeys()).toBe(false);
    const older = key("a", { requestsPerMinute: 5 });
    const newer = key("b", { createdAt: T0 + 1 });
    await keys.insert(older);
    await keys.insert(newer);

    await expect(keys.insert(older)).rejects.toThrow();
    expect(await keys.find("a")).toEqual(older);
    expect(await keys.find("nobody")).toBeUndefined();
    expect(await keys.list()).toEqual([newer, older]);
    await keys.noteUse("b", T0 + 7);
    expect((await keys.find("b"))?.lastUsedAt).toBe(T0 + 7);
  });

  test("is when a key ended, which no later end changes", async () => {
    await keys.insert(key("c"));
    for (const keyId of ["a", "b"]) await keys.revoke(keyId, T0);

    expect(await keys.hasKeys()).toBe(true);
    expect([await keys.revoke("c", T0 + 1), await keys.revoke("c", T0 + 2)]).toEqual([true, true]);
    expect(await keys.revoke("nobody", T0)).toBe(false);
    expect((await keys.find("c"))?.revokedAt).toBe(T0 + 1);
    expect(await keys.hasKeys()).toBe(false);
  });

  test("is each action of an admin with its one end, newest first", async () => {
    const action = (requestId: string) => ({
      at: T0,
      actor: "key:a",
      action: "POST /api/v1/admin/keys",
      target: "/api/v1/admin/keys",
      requestId,
    });
    const [first, second] = [await auditLog.begin(action("one")), await auditLog.begin(action("two"))];
    await auditLog.end(first, 201);
    await auditLog.end(first, 500);

    expect(await auditLog.list(10)).toEqual([
      { ...action("two"), entryId: second, status: null },
      { ...action("one"), entryId: first, status: 201 },
    ]);
    expect((await auditLog.list(1)).map(({ entryId }) => entryId)).toEqual([second]);
    expect((await auditLog.list(10, second)).map(({ entryId }) => entryId)).toEqual([first]);
  });
});

describe("tokens of an identity provider", async () => {
  const SETTINGS: TokenSettings = {
    issuer: "https://id.example",
    audience: "senal",
    jwksUrl: "https://id.example/keys",
    scopeClaim: "scope",
    scopes: [],
    tenantClaim: undefined,
  };
  const { publicKey, privateKey } = await generateKeyPair("ES256");
  const stranger = await generateKeyPair("ES256");
  const keySet = { keys: [{ ...(await exportJWK(publicKey)), kid: "k1", alg: "ES256" }] };
  const CLAIMS = { iss: "https://id.example", aud: "senal", sub: "ana", exp: T0 / 1000 + 60 };

  const provider = (answer: () => Response | Promise<Response> = () => Response.json(keySet)) => {
    const asked: string[] = [];
    const send: typeof fetch = async (input) => {
      asked.push(String(input));
      return answer();
    };
    return { asked, send };
  };
  const sign = (claims: JWTPayload, signer = privateKey, kid = "k1") =>
    new SignJWT(claims).setProtectedHeader({ alg: "ES256", kid }).sign(signer);
  const verify = async (token: string, settings: Partial<TokenSettings> = {}, now = T0) =>
    createTokenVerifier({ ...SETTINGS, ...settings }, provider().send).verify(token, now);

  test("tell who bears them and what for, as far as it means something here", async () => {
    const token = await sign({
      ...CLAIMS,
      scope: "openid assess email",
      groups: ["tune", "staff"],
      org: "acme",
    });

    expect(await verify(token)).toEqual({
      ok: true,
      value: { subject: "ana", tenant: "default", scopes: ["assess"] },
    });
    expect(
      await verify(token, { scopeClaim: "groups", scopes: ["admin"], tenantClaim: "org" }),
    ).toMatchObject({ value: { tenant: "acme", scopes: ["admin", "tune"] } });
  });

  const without = (claim: string): JWTPayload =>
    Object.fromEntries(Object.entries(CLAIMS).filter(([name]) => name !== claim));
  const unsigned = (claims: object): string => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    return `${part({ alg: "none" })}.${part(claims)}.`;
  };
  test.each([
    ["for another audience", () => sign({ ...CLAIMS, aud: "other" })],
    ["from another issuer", () => sign({ ...CLAIMS, iss: "https://evil.example" })],
    ["that have expired", () => sign({ ...CLAIMS, exp: T0 / 1000 - 60 })],
    ["that never expire", () => sign(without("exp"))],
    ["not in force yet", () => sign({ ...CLAIMS, nbf: T0 / 1000 + 60 })],
    ["of nobody", () => sign(without("sub"))],
    ["signed by a stranger", () => sign(CLAIMS, stranger.privateKey)],
    ["signed with an unknown key", () => sign(CLAIMS, stranger.privateKey, "k2")],
    [
      "signed with the public key as a secret",
      () =>
        new SignJWT(CLAIMS)
          .setProtectedHeader({ alg: "HS256", kid: "k1" })
          .sign(new TextEncoder().encode(JSON.stringify(keySet.keys[0]))),
    ],
    ["without a signature", async () => unsigned(CLAIMS)],
    ["that are none", async () => "a.b.c"],
  ])("%s are refused", async (_, token) => {
    expect(await verify(await token())).toMatchObject({ ok: false, error: { code: "unauthenticated" } });
  });

  test("of no tenant are refused where tenants are told by a claim", async () => {
    const verified = await verify(await sign({ ...CLAIMS, org: "../x" }), { tenantClaim: "org" });

    expect(verified).toMatchObject({ ok: false, error: { code: "unauthenticated" } });
  });

  test("are checked with keys that are fetched once", async () => {
    const { asked, send } = provider();
    const tokens = createTokenVerifier(SETTINGS, send);
    const token = await sign(CLAIMS);

    for (let count = 0; count < 3; count++)
      expect(await tokens.verify(token, T0)).toMatchObject({ ok: true });
    expect(asked).toEqual(["https://id.example/keys"]);
  });

  test.each([
    ["refuses", () => new Response("no", { status: 500 })],
    ["answers nonsense", () => new Response("<html>")],
    ["cannot be reached", () => Promise.reject(new TypeError("fetch failed"))],
  ])("cannot be checked, and are not called wrong, while the provider %s", async (_, answer) => {
    const tokens = createTokenVerifier(SETTINGS, provider(answer).send);

    expect(await tokens.verify(await sign(CLAIMS), T0)).toMatchObject({
      ok: false,
      error: { code: "service_unavailable" },
    });
  });
});
