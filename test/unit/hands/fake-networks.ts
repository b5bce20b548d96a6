import type { Image } from "../../../shared/hands/image.ts";
import { PALM_ANCHORS } from "../../../shared/hands/palm-detection.ts";
import type { HandModel, RunModel } from "../../../shared/hands/run-model.ts";

export const BLANK_IMAGE: Image = {
  width: 192,
  height: 192,
  channels: 3,
  data: new Uint8Array(192 * 192 * 3),
};

/** A hand in the middle of the crop, fingers up: wrist below, five fingers side by side. */
const CENTRED_HAND = Float32Array.from({ length: 63 }, (_, index) => {
  const point = Math.floor(index / 3);
  const finger = Math.floor((point - 1) / 4);
  if (index % 3 === 0) return point === 0 ? 112 : 112 + (finger - 2) * 20;
  return index % 3 === 1 ? (point === 0 ? 170 : 140 - ((point - 1) % 4) * 18) : 0;
});

/**
 * Networks that see a palm at each of `places` (anchor numbers, surest first) and a hand wherever they look while the
 * scene's `isThere`; what is queued in its `presence` is answered first.
 */
export function fakeNetworks(places: readonly number[]) {
  const calls: HandModel[] = [];
  const scene: { isThere: boolean; presence: number[] } = { isThere: true, presence: [] };
  const runModel: RunModel = async (model) => {
    calls.push(model);
    if (model === "landmark") {
      const presence = scene.presence.shift() ?? (scene.isThere ? 0.9 : 0.1);
      return [CENTRED_HAND, Float32Array.of(presence), Float32Array.of(1), CENTRED_HAND];
    }
    const boxes = new Float32Array(2016 * 18);
    const logits = new Float32Array(2016).fill(-9);
    for (const [rank, place] of (scene.isThere ? places : []).entries()) {
      logits[place] = 5 - rank;
      boxes.set([0, 0, 12, 30, 0, 10, 0, 0, 0, -10], place * 18);
    }
    return [boxes, logits];
  };
  const countOf = (model: HandModel): number => calls.filter((call) => call === model).length;
  return { runModel, scene, countOf };
}

/** Number of an anchor at this place of the unit square. */
export const anchorNear = (x: number, y: number): number =>
  Array.from({ length: 2016 }, (_, index) => index).find(
    (index) => Math.hypot((PALM_ANCHORS[index * 2] ?? 0) - x, (PALM_ANCHORS[index * 2 + 1] ?? 0) - y) < 0.03,
  ) ?? 0;
