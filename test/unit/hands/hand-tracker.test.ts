import { describe, expect, test } from "vitest";
import { createHandTracker } from "../../../shared/hands/hand-tracker.ts";
import type { Image } from "../../../shared/hands/image.ts";
import { PALM_ANCHORS } from "../../../shared/hands/palm-detection.ts";
import type { HandModel, RunModel } from "../../../shared/hands/run-model.ts";

const IMAGE: Image = { width: 192, height: 192, channels: 3, data: new Uint8Array(192 * 192 * 3) };

/** A hand in the middle of the crop, fingers up: wrist below, five fingers side by side. */
const CENTRED_HAND = Float32Array.from({ length: 63 }, (_, index) => {
  const point = Math.floor(index / 3);
  const finger = Math.floor((point - 1) / 4);
  if (index % 3 === 0) return point === 0 ? 112 : 112 + (finger - 2) * 20;
  return index % 3 === 1 ? (point === 0 ? 170 : 140 - ((point - 1) % 4) * 18) : 0;
});

/** Networks that see a palm at each of `places` (anchor numbers) and a hand wherever they look while `isThere`. */
function fakeNetworks(places: readonly number[]) {
  const calls: HandModel[] = [];
  const scene = { isThere: true };
  const runModel: RunModel = async (model) => {
    calls.push(model);
    if (model === "landmark")
      return [CENTRED_HAND, Float32Array.of(scene.isThere ? 0.9 : 0.1), Float32Array.of(1), CENTRED_HAND];
    const boxes = new Float32Array(2016 * 18);
    const logits = new Float32Array(2016).fill(-9);
    for (const place of scene.isThere ? places : []) {
      logits[place] = 5;
      boxes.set([0, 0, 30, 30, 0, 10, 0, 0, 0, -10], place * 18);
    }
    return [boxes, logits];
  };
  const countOf = (model: HandModel): number => calls.filter((call) => call === model).length;
  return { runModel, scene, countOf };
}

const anchorNear = (x: number, y: number): number =>
  Array.from({ length: 2016 }, (_, index) => index).find(
    (index) => Math.hypot((PALM_ANCHORS[index * 2] ?? 0) - x, (PALM_ANCHORS[index * 2 + 1] ?? 0) - y) < 0.03,
  ) ?? 0;

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
