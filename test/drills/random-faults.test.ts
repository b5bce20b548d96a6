import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type LocalStorage, startStorage } from "./drill-storage.ts";
import { drillRandomFaults } from "./random-faults.ts";

let storage: LocalStorage;
beforeAll(async () => {
  storage = await startStorage();
});
beforeEach(() => storage.clear());
afterAll(() => storage.close());

// Seeds differ because the mirror keeps the rows of the drill before, under the ids of its seed.
test.each([
  { healer: "sweep", seed: 7 },
  { healer: "queues", seed: 8 },
] as const)(
  "while everything fails at random, every session ends once and is mirrored, by the $healer",
  async (drill) => {
    const outcome = await drillRandomFaults(storage, { sessions: 40, ...drill });

    expect(outcome).toMatchObject({ lost: 0, doubled: 0, stuck: 0, unequal: 0 });
    expect(outcome.accepted).toBeGreaterThan(20);
    expect(outcome.faults.size).toBeGreaterThanOrEqual(10);
  },
);
