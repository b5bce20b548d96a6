import { describe, expect, test } from "vitest";
import { createHandTracker } from "../../../shared/hands/hand-tracker.ts";
import { anchorNear, fakeNetworks, BLANK_IMAGE as IMAGE, whiteImage } from "./fake-networks.ts";

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

  test("searches a picture without hands whole, from afar and in its parts, one after the other", async () => {
    const { runModel, views } = fakeNetworks([]);
    const tracker = createHandTracker(runModel);

    for (let frame = 0; frame < 5; frame++) await tracker.track(whiteImage(320, 180));

    expect(views).toEqual(["bars", "margin", "filled", "filled", "bars"]);
  });

  test("searches a lost hand first from where it found it", async () => {
    const { runModel, scene, views } = fakeNetworks([anchorNear(0.5, 0.5)], (view) => view === "margin");
    const tracker = createHandTracker(runModel);
    await tracker.track(IMAGE);
    expect(await tracker.track(IMAGE)).toHaveLength(1);

    scene.isThere = false;
    await tracker.track(IMAGE);

    expect(views).toEqual(["filled", "margin", "margin"]);
  });

  test("looks at a doubtful hand in a wider region too, and takes the surer reading", async () => {
    const { runModel, scene, countOf } = fakeNetworks([anchorNear(0.5, 0.5)]);
    const tracker = createHandTracker(runModel);
    await tracker.track(IMAGE);

    scene.presence.push(0.6, 0.8);
    const [surer] = await tracker.track(IMAGE);
    scene.presence.push(0.8, 0.6);
    const [sure] = await tracker.track(IMAGE);

    expect(surer?.score).toBeCloseTo(0.8, 6);
    expect(sure?.score).toBeCloseTo(0.8, 6);
    expect(countOf("landmark")).toBe(5);
  });
});
