import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type LocalStorage, startStorage } from "./drill-storage.ts";
import { drillRandomFaults } from "./random-faults.ts";

let storage: LocalStorage;
beforeAll(async () => {
  storage = await startStorage();
});
beforeEach(() => storage.clear());
afterAll(() => storage.close());

test.each(["sweep", "queues"] as const)(
  "while everything fails at random, every session ends once and is mirrored, by the %s",
  async (healer) => {
    const outcome = await drillRandomFaults(storage, { sessions: 40, seed: 7, healer });

    expect(outcome).toMatchObject({ lost: 0, doubled: 0, stuck: 0, unequal: 0 });
    expect(outcome.accepted).toBeGreaterThan(20);
    expect(outcome.faults.size).toBeGreaterThanOrEqual(10);
  },
);
