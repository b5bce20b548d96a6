import { describe, expect, test } from "vitest";
import { createHandTracker } from "../../../shared/hands/hand-tracker.ts";
import {
  anchorNear,
  breadthOf,
  fakeNetworks,
  GRADIENT,
  BLANK_IMAGE as IMAGE,
  whiteImage,
} from "./fake-networks.ts";

const WIDE = whiteImage(320, 180);

describe("the hand tracker", () => {
  test("looks for palms once while it follows as many hands as it should", async () => {
    const { runModel, countOf } = fakeNetworks([anchorNear(0.5, 0.5)]);
    const tracker = createHandTracker(runModel, { maxHands: 1 });

    for (let frame = 0; frame < 10; frame++) expect(await tracker.track(IMAGE)).toHaveLength(1);

    expect([countOf("palm"), countOf("landmark")]).toEqual([1, 10]);
  });

  test("finds a lost hand again in the frame in which it comes back", async () => {
    const { runModel, scene } = fakeNetworks([anchorNear(0.5, 0.5)], (view) => view === "bars");
    const tracker = createHandTracker(runModel);
    for (let frame = 0; frame < 20; frame++) await tracker.track(WIDE);

    scene.presence.push(0.1, 0.1);
    const found = await tracker.track(WIDE);

    expect(found).toHaveLength(1);
  });

  test("searches for a second hand only now and then while it follows the first", async () => {
    const { runModel, countOf } = fakeNetworks([anchorNear(0.5, 0.5)]);
    const tracker = createHandTracker(runModel, { maxHands: 2, searchInterval: 5 });

    for (let frame = 0; frame < 9; frame++) await tracker.track(IMAGE);

    expect(countOf("palm")).toBe(2);
  });

  test("searches every frame while what it follows is doubtful: it may be a part of the hand", async () => {
    const { runModel, scene, countOf } = fakeNetworks([anchorNear(0.5, 0.5)]);
    const tracker = createHandTracker(runModel, { maxHands: 2, searchInterval: 5 });
    scene.presence.push(...new Array(20).fill(0.7));

    for (let frame = 0; frame < 4; frame++) expect(await tracker.track(IMAGE)).toHaveLength(1);

    expect(countOf("palm")).toBe(4);
  });

  test("searches in other ways too for a second hand, while it follows the first", async () => {
    const { runModel, views } = fakeNetworks([anchorNear(0.5, 0.5)]);
    const tracker = createHandTracker(runModel, { searchInterval: 1 });

    for (let frame = 0; frame < 5; frame++) await tracker.track(WIDE);

    expect(views).toEqual(["bars", "bars", "margin", "bars", "filled"]);
  });

  test("takes the surer reading of one hand", async () => {
    const place = anchorNear(0.5, 0.5);
    const { runModel, scene } = fakeNetworks([place, place + 2]);
    const tracker = createHandTracker(runModel);
    scene.presence.push(0.91, 0.99);

    const hands = await tracker.track(IMAGE);

    expect(hands.map(({ score }) => score)).toEqual([expect.closeTo(0.99, 6)]);
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

  test("takes the next palm when the surest turns out to be none", async () => {
    const { runModel, scene } = fakeNetworks([anchorNear(0.2, 0.5), anchorNear(0.8, 0.5)]);
    const tracker = createHandTracker(runModel, { maxHands: 1 });

    scene.presence.push(0.1, 0.1);

    expect(await tracker.track(IMAGE)).toHaveLength(1);
  });

  test("searches a picture without hands whole, and in between from afar and in squares", async () => {
    const { runModel, views } = fakeNetworks([]);
    const tracker = createHandTracker(runModel);

    for (let frame = 0; frame < 10; frame++) await tracker.track(WIDE);

    const others = ["margin", "filled", "filled", "filled", "margin"];
    expect(views).toEqual(others.flatMap((other) => ["bars", other]));
  });

  test("finds a hand that fills the picture, from afar", async () => {
    const { runModel, countOf } = fakeNetworks([anchorNear(0.5, 0.5)], (view) => view === "margin");
    const tracker = createHandTracker(runModel, { maxHands: 1 });

    const counts = [];
    for (let frame = 0; frame < 4; frame++) counts.push((await tracker.track(WIDE)).length);

    expect(counts).toEqual([0, 1, 1, 1]);
    expect(countOf("palm")).toBe(2);
  });

  test("looks at a doubtful hand in a wider region too, and takes the surer reading", async () => {
    const { runModel, scene, countOf, crops } = fakeNetworks([anchorNear(0.5, 0.5)]);
    const tracker = createHandTracker(runModel, { maxHands: 1 });
    await tracker.track(GRADIENT);

    scene.presence.push(0.6, 0.8);
    const [surer] = await tracker.track(GRADIENT);
    scene.presence.push(0.8, 0.6);
    const [sure] = await tracker.track(GRADIENT);

    expect(surer?.score).toBeCloseTo(0.8, 6);
    expect(sure?.score).toBeCloseTo(0.8, 6);
    expect(countOf("landmark")).toBe(5);
    expect(breadthOf(crops[2]) / breadthOf(crops[1])).toBeCloseTo(1.2, 2);
  });
});
