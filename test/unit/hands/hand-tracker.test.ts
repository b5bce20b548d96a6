import { describe, expect, test } from "vitest";
import { createHandTracker } from "../../../shared/hands/hand-tracker.ts";
import { anchorNear, fakeNetworks, BLANK_IMAGE as IMAGE } from "./fake-networks.ts";

describe("the hand tracker", () => {
  test("looks for palms once while it follows as many hands as it should", async () => {
    const { runModel, countOf } = fakeNetworks([anchorNear(0.5, 0.5)]);
    const tracker = createHandTracker(runModel, { maxHands: 1 });

    for (let frame = 0; frame < 10; frame++) expect(await tracker.track(IMAGE)).toHaveLength(1);

    expect([countOf("palm"), countOf("landmark")]).toEqual([1, 10]);
  });

  test("finds a lost hand again in the frame in which it comes back", async () => {
    const { runModel, scene } = fakeNetworks([anchorNear(0.5, 0.5)]);
    const tracker = createHandTracker(runModel);
    await tracker.track(IMAGE);

    scene.isThere = false;
    const lost = await tracker.track(IMAGE);
    scene.isThere = true;
    const found = await tracker.track(IMAGE);

    expect([lost.length, found.length]).toEqual([0, 1]);
  });

  test("searches for a second hand only now and then while it follows the first", async () => {
    const { runModel, countOf } = fakeNetworks([anchorNear(0.5, 0.5)]);
    const tracker = createHandTracker(runModel, { maxHands: 2, searchInterval: 5 });

    for (let frame = 0; frame < 9; frame++) await tracker.track(IMAGE);

    expect(countOf("palm")).toBe(2);
  });

  test("does not report one hand twice", async () => {
    const place = anchorNear(0.5, 0.5);
    const { runModel } = fakeNetworks([place, place + 2]);
    const tracker = createHandTracker(runModel, { searchInterval: 1 });

    await tracker.track(IMAGE);

    expect(await tracker.track(IMAGE)).toHaveLength(1);
  });

  test("follows two hands that are apart", async () => {
    const { runModel } = fakeNetworks([anchorNear(0.2, 0.5), anchorNear(0.8, 0.5)]);
    const tracker = createHandTracker(runModel);

    await tracker.track(IMAGE);

    expect(await tracker.track(IMAGE)).toHaveLength(2);
  });
});
