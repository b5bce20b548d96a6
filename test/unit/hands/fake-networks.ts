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

/** The farther right, the brighter. */
export const GRADIENT: Image = {
  ...BLANK_IMAGE,
  data: BLANK_IMAGE.data.map((_, at) => Math.floor(at / 3) % BLANK_IMAGE.width),
};

/** How much of GRADIENT a crop shows. */
export const breadthOf = (crop?: Float32Array): number => (crop?.[120] ?? 0) - (crop?.[100] ?? 0);

/** A hand in the middle of the crop, fingers up: wrist below, five fingers side by side. */
const CENTRED_HAND = Float32Array.from({ length: 63 }, (_, index) => {
  const point = Math.floor(index / 3);
  const finger = Math.floor((point - 1) / 4);
  if (index % 3 === 0) return point === 0 ? 112 : 112 + (finger - 2) * 20;
  return index % 3 === 1 ? (point === 0 ? 170 : 140 - ((point - 1) % 4) * 18) : 0;
});

/**
 * Networks that see a palm at each of `places` (anchor numbers, surest first) in the views that `isShown` holds for, and a hand
 * wherever they look, while the scene's `isThere`; what is queued in its `presence` is answered first,
 * and palms have its `logits`.
 */
export function fakeNetworks(places: readonly number[], isShown: (view: View) => boolean = () => true) {
  const calls: HandModel[] = [];
  const views: View[] = [];
  const crops: Float32Array[] = [];
  const scene: { isThere: boolean; presence: number[]; logits: number[] } = {
    isThere: true,
    presence: [],
    logits: [],
  };
  const runModel: RunModel = async (model, input) => {
    calls.push(model);
    if (model === "landmark") {
      crops.push(input);
      const presence = scene.presence.shift() ?? (scene.isThere ? 0.95 : 0.1);
      return [CENTRED_HAND, Float32Array.of(presence), Float32Array.of(1), CENTRED_HAND];
    }
    const view = viewOf(input);
    views.push(view);
    const boxes = new Float32Array(2016 * 18);
    const logits = new Float32Array(2016).fill(-9);
    for (const [rank, place] of (scene.isThere && isShown(view) ? places : []).entries()) {
      logits[place] = scene.logits[rank] ?? Math.max(5 - rank, 0.5);
      boxes.set([0, 0, 12, 30, 0, 10, 0, 0, 0, -10], place * 18);
    }
    return [boxes, logits];
  };
  const countOf = (model: HandModel): number => calls.filter((call) => call === model).length;
  return { runModel, scene, countOf, views, crops };
}

/** How a picture without black was shown to the palm network: filling its square, with a black margin, or with bars at two sides. */
export type View = "filled" | "margin" | "bars";

function viewOf(input: Float32Array): View {
  const isLit = (x: number, y: number): boolean => (input[y * PALM_SIZE + x] ?? 0) > 0;
  const sides = [isLit(1, 96), isLit(96, 1)];
  if (sides.every(Boolean)) return "filled";
  return sides.some(Boolean) ? "bars" : "margin";
}

/** Number of an anchor at this place of the unit square. */
export const anchorNear = (x: number, y: number): number =>
  Array.from({ length: 2016 }, (_, index) => index).find(
    (index) => Math.hypot((PALM_ANCHORS[index * 2] ?? 0) - x, (PALM_ANCHORS[index * 2 + 1] ?? 0) - y) < 0.03,
  ) ?? 0;
