/** Gestures that are no letter of ASL: what people do before, after and between signs. */
import type { Finger } from "../../../shared/signs/hand-measures.ts";
import { type FingerAngles, straight, tight } from "./finger-shapes.ts";
import {
  type Fingers,
  fist,
  INDEX,
  MIDDLE,
  on,
  spreadOf,
  THUMB_ALONG,
  THUMB_OUT,
  type Way,
  way,
} from "./way.ts";

/** How far each finger is aside when a hand is spread, the index finger's way being 1. */
const ASIDE: Readonly<Record<Finger, number>> = { index: 1, middle: 0.3, ring: -0.4, little: -1.2 };

/** A finger of a hand that is spread so many degrees, bent as given. */
export const fanned = (
  finger: Finger,
  [, knuckle, middle, outer]: FingerAngles,
  spread: number,
): FingerAngles => [ASIDE[finger] * spread, knuckle, middle, outer];

const fan = (shape: FingerAngles, spread: number): Fingers => [
  fanned("index", shape, spread),
  fanned("middle", shape, spread),
  fanned("ring", shape, spread),
  fanned("little", shape, spread),
];

export const GESTURES: readonly Way[] = [
  way(fist([0, 25, 30, 15]), THUMB_ALONG),
  way(fist([0, 40, 50, 25]), [10, 5, 0, 15, 15]),
  way(
    [spreadOf(straight, 14), spreadOf(straight, 4), spreadOf(straight, -6), spreadOf(straight, -18)],
    [-15, 30, 0, -5, -5],
  ),
  way([straight, straight, straight, straight], [-10, 22, 0, 0, 0]),
  way([spreadOf(straight, 10), spreadOf(straight, -8), tight, tight], THUMB_OUT),
  way([straight, tight, tight, straight], THUMB_OUT),
  way([straight, tight, tight, straight], on(MIDDLE, 4, -12, 17)),
  way([tight, straight, tight, tight], on(INDEX, 4, -10, 17)),
  way([spreadOf(straight, 8), [0, 60, 60, 30], straight, spreadOf(straight, -10)], THUMB_OUT),
  way([straight, straight, [0, 60, 60, 30], spreadOf(straight, -10)], on("ring-finger-tip", 4, -6, 8)),
  way([tight, tight, straight, straight], on(INDEX, 4, -10, 17)),
  way([tight, straight, straight, straight], on(INDEX, 18, 0, 2)),
  // Four and five apart, the thumb across the palm or along it, and the same as claws.
  way(fan(straight, 15), on("middle-finger-phalanx-proximal", -4, -20, 16)),
  way(fan(straight, 18), on("ring-finger-phalanx-proximal", 4, -16, 16)),
  way(fan(straight, 11), on("ring-finger-phalanx-proximal", 4, -10, 16)),
  way(fan(straight, 12), [8, 0, 0, 10, 20]),
  way(fan(straight, 8), THUMB_ALONG),
  way(fan([0, 12, 14, 8], 12), THUMB_OUT),
  way(fan([0, 25, 65, 40], 14), [-6, 22, 0, 15, 25]),
  way(fan([0, 10, 75, 45], 8), [-6, 18, 0, 20, 30]),
  way([spreadOf([0, 20, 70, 40], 12), spreadOf([0, 20, 70, 40], -10), tight, tight], on(MIDDLE, 4, -12, 17)),
  // Bent at the knuckles.
  way(fist([0, 80, 8, 4]), THUMB_ALONG),
  way(fan([0, 60, 8, 4], 6), [-12, 24, 0, -6, -6]),
];
