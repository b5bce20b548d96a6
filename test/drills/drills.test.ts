import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { drillContainerKill } from "./container-kill.ts";
import { type DrillStorage, startStorage } from "./drill-storage.ts";
import { DRILLS, EVERYTHING } from "./drills.ts";
import { drillMirrorOutage } from "./mirror-outage.ts";
import { restartAnywhere } from "./restart-anywhere.ts";
import { runDrill } from "./run-drill.ts";

const ALL_WELL = { lost: 0, doubled: 0, stuck: 0, unequal: 0 };

describe("every session ends once and is mirrored", () => {
  let storage: DrillStorage;
  // Seeds differ because the mirror keeps the rows of the drills before, under the ids of their seeds.
  let seed = 0;
  beforeAll(async () => {
    storage = await startStorage("sqlite");
  });
  beforeEach(async () => {
    seed++;
    await storage.clear();
  });
  afterAll(() => storage.close());

  test.each(Object.entries(DRILLS))("in the drill: %s", async (_name, plan) => {
    const outcome = await runDrill(storage, { sessions: 12, seed, ...plan });

    expect(outcome).toMatchObject(ALL_WELL);
    expect(outcome.accepted).toBeGreaterThan(0);
    expect(outcome.faults.size).toBeGreaterThan(0);
  });

  test("wherever the Worker is restarted", async () => {
    const { steps, ...outcome } = await restartAnywhere(storage, seed);

    expect(outcome).toEqual(ALL_WELL);
    expect(steps).toBeGreaterThan(40);
  });

  test("and a container that is down is hardly called", async () => {
    const outages = [{ kind: "container is down", fromMinute: 0, toMinute: 60 }] as const;

    const outcome = await runDrill(storage, { sessions: 100, seed, outages, faultyMinutes: 60 });

    expect(outcome).toMatchObject({ ...ALL_WELL, accepted: 100 });
    // All come at once and fail before anybody can know; after that once a minute, and then once for each session.
    expect(outcome.containerCalls).toBeLessThan(300);
  });

  test("while DynamoDB is down for ten minutes, which nobody notices, and one sweep makes it equal", async () => {
    const outcome = await drillMirrorOutage(storage, { sessions: 120, seed });

    expect(outcome).toMatchObject({ ...ALL_WELL, accepted: 120, unequalAfterOneSweep: 0 });
    expect(outcome.unequalWhenBack).toBeGreaterThan(30);
    expect(outcome.callsWhileDown).toBeLessThan(60);
    expect(outcome.resultSecondsWhileDown).toBeLessThanOrEqual(outcome.resultSecondsOtherwise + 2);
  });
});

describe("with the sessions in D1 itself", () => {
  let storage: DrillStorage;
  beforeAll(async () => {
    storage = await startStorage("d1");
  });
  afterAll(() => storage.close());

  test("everything may fail at random", async () => {
    // Each simulated minute sweeps the database, which takes its time here.
    const minutes = { faultyMinutes: 10, peacefulMinutes: 45 };

    const outcome = await runDrill(storage, { sessions: 20, seed: 7, chances: EVERYTHING, ...minutes });

    expect(outcome).toMatchObject(ALL_WELL);
    expect(outcome.faults.size).toBeGreaterThanOrEqual(10);
  });
});

describe("of real processes", () => {
  test("a container that is killed while it works, and starts again, costs no session its sign", async () => {
    const outcome = await drillContainerKill();

    expect(outcome).toMatchObject({ ...ALL_WELL, accepted: 3, misread: 0 });
    expect(outcome.killedAtWork).toBeGreaterThan(0);
    expect(outcome.retries).toBeGreaterThan(0);
  });
});
