import type { Image } from "../../../shared/hands/image.ts";
import { PALM_SIZE } from "../../../shared/hands/letterbox.ts";
import { PALM_ANCHORS } from "../../../shared/hands/palm-detection.ts";
import type { HandModel, RunModel } from "../../../shared/hands/run-model.ts";

export const whiteImage = (width: number, height: number): Image => ({
  width,
  height,
  channels: 3,
  data: new Uint8Array(width * height * 3).fill(255),
});

export const BLANK_IMAGE = whiteImage(192, 192);

/** A hand in the middle of the crop, fingers up: wrist below, five fingers side by side. */
const CENTRED_HAND = Float32Array.from({ length: 63 }, (_, index) => {
  const point = Math.floor(index / 3);
  const finger = Math.floor((point - 1) / 4);
  if (index % 3 === 0) return point === 0 ? 112 : 112 + (finger - 2) * 20;
  return index % 3 === 1 ? (point === 0 ? 170 : 140 - ((point - 1) % 4) * 18) : 0;
});

/**
 * Networks that see a palm at each of `places` (anchor numbers, surest first) in the views that `isShown` holds for, and a hand
 * wherever they look, while the scene's `isThere`; what is queued in its `presence` is answered first.
 */
export function fakeNetworks(places: readonly number[], isShown: (view: View) => boolean = () => true) {
  const calls: HandModel[] = [];
  const views: View[] = [];
  const scene: { isThere: boolean; presence: number[] } = { isThere: true, presence: [] };
  const runModel: RunModel = async (model, input) => {
    calls.push(model);
    if (model === "landmark") {
      const presence = scene.presence.shift() ?? (scene.isThere ? 0.95 : 0.1);
      return [CENTRED_HAND, Float32Array.of(presence), Float32Array.of(1), CENTRED_HAND];
    }
    const view = viewOf(input);
    views.push(view);
    const boxes = new Float32Array(2016 * 18);
    const logits = new Float32Array(2016).fill(-9);
    for (const [rank, place] of (scene.isThere && isShown(view) ? places : []).entries()) {
      logits[place] = 5 - rank;
      boxes.set([0, 0, 12, 30, 0, 10, 0, 0, 0, -10], place * 18);
    }
    return [boxes, logits];
  };
  const countOf = (model: HandModel): number => calls.filter((call) => call === model).length;
  return { runModel, scene, countOf, views };
}

/** How a white picture was shown to the palm network: filling its square, with a black margin, or with bars at two sides. */
export type View = "filled" | "margin" | "bars";

function viewOf(input: Float32Array): View {
  const isWhite = (x: number, y: number): boolean => input[y * PALM_SIZE + x] === 1;
  const sides = [isWhite(1, 96), isWhite(96, 1)];
  if (sides.every(Boolean)) return "filled";
  return sides.some(Boolean) ? "bars" : "margin";
}

/** Number of an anchor at this place of the unit square. */
export const anchorNear = (x: number, y: number): number =>
  Array.from({ length: 2016 }, (_, index) => index).find(
    (index) => Math.hypot((PALM_ANCHORS[index * 2] ?? 0) - x, (PALM_ANCHORS[index * 2 + 1] ?? 0) - y) < 0.03,
  ) ?? 0;
