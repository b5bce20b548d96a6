import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { digestOf, isSameDigest, keyIdOf, newApiKey } from "../../../shared/access/api-key.ts";
import { type Bucket, takeToken } from "../../../shared/access/token-bucket.ts";
import { isKeyOfTenant, newUploadKey } from "../../../worker/services/upload-key.ts";

const bytes = (count: number) => fc.uint8Array({ minLength: count, maxLength: count });
const tenants = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,31}$/);

describe("a key", () => {
  test("is found by its id, whatever its bytes", () => {
    fc.assert(
      fc.property(bytes(8), bytes(32), (id, secret) => {
        const { keyId, text } = newApiKey((count) => (count === id.length ? id : secret));
        expect(keyIdOf(text)).toBe(keyId);
        expect(text).toMatch(/^senal_[0-9a-f]{16}_[\w-]{43}$/);
      }),
    );
  });

  test("is no other text", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (text) => {
        fc.pre(!text.startsWith("senal_"));
        expect(keyIdOf(text)).toBeUndefined();
      }),
    );
    expect(keyIdOf(`senal_${"0".repeat(16)}_${"x".repeat(43)}\n`)).toBeUndefined();
  });

  test("has the digest that SHA-256 is defined to give", async () => {
    // FIPS 180-2, appendix B.1.
    const digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    expect(await digestOf("abc")).toBe(digest);
    expect(isSameDigest(digest, digest)).toBe(true);
  });

  test("differs from another wherever the digests differ", () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }),
        fc.nat(),
        fc.string({ minLength: 1, maxLength: 1 }),
        (a, at, other) => {
          const place = at % a.length;
          const b = a.slice(0, place) + other + a.slice(place + 1);
          expect(isSameDigest(a, b)).toBe(a === b);
          expect(isSameDigest(a, a + other)).toBe(false);
        },
      ),
    );
  });
});

describe("a bucket", () => {
  test("grants in no window more than its size and what comes back, and no less to who waits", () => {
    const steps = fc.array(fc.integer({ min: -1000, max: 5000 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 60 }),
        steps,
        (requests, windowSeconds, waits) => {
          const limit = { requests, windowSeconds };
          let bucket: Bucket | undefined;
          let now = 1_000_000;
          let latest = now;
          let granted = 0;
          for (const wait of waits) {
            now += wait;
            latest = Math.max(latest, now);
            const taken = takeToken(bucket, limit, now);
            bucket = taken.bucket;
            if (taken.grant.isGranted) granted += 1;
            else {
              const waited = now + taken.grant.retryAfterSeconds * 1000;
              const at = Math.max(latest, waited) + (latest - now);
              expect(takeToken(bucket, limit, at).grant.isGranted).toBe(true);
            }
            expect(taken.grant.remaining).toBeGreaterThanOrEqual(0);
            expect(taken.grant.remaining).toBeLessThan(requests);
          }
          const comeBack = ((latest - 1_000_000) / 1000) * (requests / windowSeconds);
          expect(granted).toBeLessThanOrEqual(requests + comeBack + 1e-6);
        },
      ),
    );
  });

  test("lets its whole size through at once", () => {
    let bucket: Bucket | undefined;
    const grants = Array.from({ length: 5 }, () => {
      const taken = takeToken(bucket, { requests: 4, windowSeconds: 60 }, 0);
      bucket = taken.bucket;
      return taken.grant;
    });

    expect(grants.map(({ isGranted }) => isGranted)).toEqual([true, true, true, true, false]);
    expect(grants.at(-1)).toEqual({
      isGranted: false,
      remaining: 0,
      resetSeconds: 60,
      retryAfterSeconds: 15,
    });
  });
});

describe("an uploaded video", () => {
  test("belongs to its tenant and to no other", () => {
    fc.assert(
      fc.property(tenants, tenants, (tenant, other) => {
        const key = newUploadKey(() => "id", "video/mp4", tenant);
        expect(isKeyOfTenant(key, tenant)).toBe(true);
        expect(isKeyOfTenant(key, other)).toBe(tenant === other);
      }),
    );
  });
});
