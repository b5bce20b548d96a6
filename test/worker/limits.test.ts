import { describe, expect, test } from "vitest";
import { call, problemOf } from "./call.ts";
import { guardedApp, newKey, withKey } from "./guarded.ts";

const T0 = Date.UTC(2026, 0, 1);

describe("the rate of requests", () => {
  test("is limited for each key by its own limit, and told in every answer", async () => {
    const clock = { now: T0 };
    const ask = guardedApp({ now: () => clock.now }, { requestsPerMinute: 3 });
    const slow = withKey(ask, (await newKey({ requestsPerMinute: 2 })).key);
    const usual = withKey(ask, (await newKey()).key);
    const rates = async (asking: typeof ask) => {
      const { status, headers } = await asking("/api/v1/model/info");
      return [status, headers.get("RateLimit"), headers.get("RateLimit-Policy")];
    };

    expect(await rates(slow)).toEqual([200, '"key";r=1;t=30', '"key";q=2;w=60']);
    expect(await rates(slow)).toEqual([200, '"key";r=0;t=60', '"key";q=2;w=60']);
    const refused = await slow("/api/v1/model/info", { headers: { "Accept-Language": "es" } });
    expect(refused.headers.get("Retry-After")).toBe("30");
    expect(await problemOf(refused)).toMatchObject({
      status: 429,
      code: "rate_limited",
      detail: expect.stringMatching(/^Espere 30 s/),
    });
    expect(await rates(usual)).toEqual([200, '"key";r=2;t=20', '"key";q=3;w=60']);
    clock.now += 30_000;
    expect(await rates(slow)).toEqual([200, '"key";r=0;t=60', '"key";q=2;w=60']);
  });

  test("is limited for each address without a key, of IPv6 for each network, and a wrong key is none", async () => {
    const ask = guardedApp({ now: () => T0 }, { requestsPerMinuteOfAddress: 2 });
    const from = async (address: string, headers: Record<string, string> = {}) =>
      (await ask("/api/v1/model/info", { headers: { "CF-Connecting-IP": address, ...headers } })).status;
    const { key } = await newKey();

    expect([await from("192.0.2.1"), await from("192.0.2.1", { "X-API-Key": "wrong" })]).toEqual([401, 401]);
    expect(await from("192.0.2.1")).toBe(429);
    expect(await from("192.0.2.1", { "X-API-Key": "wrong" })).toBe(429);
    expect(await from("::ffff:192.0.2.1")).toBe(429);
    expect(await from("192.0.2.2")).toBe(401);
    expect([await from("2001:db8:1:2::1"), await from("2001:db8:1:2:3::4")]).toEqual([401, 401]);
    expect([await from("2001:db8:1:2::5"), await from("2001:db8:1:3::5")]).toEqual([429, 401]);
    // Who has a key is not held to the limit of an address that others share.
    expect(await from("192.0.2.1", { "X-API-Key": key })).toBe(200);
  });

  test("also of what is for all, such as the state of the service", async () => {
    const ask = guardedApp({ now: () => T0 }, { requestsPerMinuteOfAddress: 1 });
    const headers = { "CF-Connecting-IP": "192.0.2.77" };

    expect((await ask("/api/openapi.json", { headers })).status).toBe(200);
    expect((await ask("/api/openapi.json", { headers })).status).toBe(429);
  });

  test("holds up nobody while the counter is down", async () => {
    const logged: unknown[] = [];
    const take = async (): Promise<never> => {
      throw new Error("no counter");
    };
    const ask = guardedApp({ rateLimiter: { take }, log: (...entry) => logged.push(entry) });

    const response = await withKey(ask, (await newKey()).key)("/api/v1/model/info");

    expect(response.status).toBe(200);
    expect(JSON.stringify(logged)).toContain("no counter");
  });

  test("may be read by pages of other origins, as may what a key is needed for", async () => {
    const response = await call("/health", { headers: { Origin: "https://app.example" } });

    expect(response.headers.get("Access-Control-Expose-Headers")?.split(",")).toEqual(
      expect.arrayContaining(["RateLimit", "RateLimit-Policy", "Retry-After", "WWW-Authenticate"]),
    );
  });
});

describe("a request", () => {
  test("with an address or headers beyond all use is refused", async () => {
    const long = await problemOf(await call(`/health?${"q".repeat(4100)}`));
    const heavy = await problemOf(await call("/health", { headers: { "X-Padding": "p".repeat(33_000) } }));

    expect(long).toMatchObject({ status: 414, code: "uri_too_long" });
    expect(heavy).toMatchObject({ status: 431, code: "headers_too_large" });
  });

  test.each([
    ["arrays", "[".repeat(30_000) + "]".repeat(30_000)],
    ["objects", `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`],
  ])("with deeply nested %s is refused", async (_, body) => {
    const headers = { "Content-Type": "application/json" };

    const response = await call("/ml/sessions/deep/import", { method: "PUT", headers, body });

    expect(await problemOf(response)).toMatchObject({
      status: 400,
      detail: expect.stringMatching(/32 levels/),
    });
  });

  test("is answered with headers that keep browsers from guessing, framing and loading", async () => {
    const { headers } = await call("/health");

    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(headers.get("Content-Security-Policy")).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(headers.get("Cache-Control")).toBe("no-store");
    expect(headers.get("Referrer-Policy")).toBe("no-referrer");
    expect(headers.get("Strict-Transport-Security")).toMatch(/max-age=\d{7,}/);
  });
});
