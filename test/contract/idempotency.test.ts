import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createD1IdempotencyStore } from "../../worker/adapters/idempotency/d1.ts";
import type { IdempotencyStore } from "../../worker/ports/idempotency.ts";
import { type Cloudflare, startCloudflare } from "./cloudflare.ts";

const T0 = 1_800_000_000_000;
const LEASE_MS = 1000;
const ANSWER = { status: 201, headers: { Location: "/there" }, body: "{}" };

describe("idempotency keys: D1", () => {
  let cloudflare: Cloudflare;
  let store: IdempotencyStore;

  beforeAll(async () => {
    cloudflare = await startCloudflare();
    store = createD1IdempotencyStore(cloudflare.db);
  });
  afterAll(() => cloudflare.close());

  const begin = (key: string, now = T0, fingerprint = "one", scope = "POST /a") =>
    store.begin({ scope, key, fingerprint }, now, now + LEASE_MS);
  const requestOf = (key: string) => ({ scope: "POST /a", key, fingerprint: "one" });

  test("lets one of many simultaneous requests go on, until its answer is kept for all", async () => {
    const states = await Promise.all(Array.from({ length: 6 }, () => begin("many")));
    await store.keep(requestOf("many"), ANSWER);

    expect(states.map(({ state }) => state).toSorted()).toEqual(
      ["new", ...Array(5).fill("running")].toSorted(),
    );
    expect(await begin("many", T0 + 10 * LEASE_MS)).toEqual({ state: "answered", answer: ANSWER });
  });

  test("tells another request that the key is taken, and other scopes nothing", async () => {
    await begin("taken");

    expect(await begin("taken", T0, "two")).toEqual({ state: "reused" });
    expect(await begin("taken", T0 + 2 * LEASE_MS, "two")).toEqual({ state: "reused" });
    expect(await begin("taken", T0, "two", "POST /b")).toEqual({ state: "new" });
  });

  test("gives the key to the next request when the first has crashed or freed it", async () => {
    await begin("crashed");
    await begin("freed");
    await store.free(requestOf("freed"));

    expect(await begin("crashed", T0 + LEASE_MS - 1)).toEqual({ state: "running" });
    expect(await begin("crashed", T0 + LEASE_MS)).toEqual({ state: "new" });
    expect(await begin("crashed", T0 + LEASE_MS)).toEqual({ state: "running" });
    expect(await begin("freed", T0, "two")).toEqual({ state: "new" });
  });

  test("forgets old keys alone, and never frees an answer", async () => {
    await begin("old", T0 - 1);
    await begin("kept");
    await store.keep(requestOf("kept"), ANSWER);
    await store.free(requestOf("kept"));

    await store.forgetBefore(T0);

    expect(await begin("old", T0)).toEqual({ state: "new" });
    expect(await begin("kept")).toMatchObject({ state: "answered" });
  });
});
