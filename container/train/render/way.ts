/** A way of holding a hand, and the places of thumbs and fingers of which ways are made. */
import { type FingerAngles, straight } from "./finger-shapes.ts";
import type { Letter, ThumbAngles, ThumbTarget } from "./poses.ts";

/** From and to, in degrees. */
export type Range = readonly [low: number, high: number];

export interface TurnRange {
  readonly yaw: Range;
  readonly pitch: Range;
  readonly roll: Range;
}

/** The hand is turned somewhere within the range. */
export interface Way extends Omit<Letter, "turn"> {
  readonly turn: TurnRange;
}

/** From the index finger to the little one. */
export type Fingers = readonly [FingerAngles, FingerAngles, FingerAngles, FingerAngles];

/** The palm to the viewer, the finger tips up. */
export const FACING: TurnRange = { yaw: [-30, 35], pitch: [-16, 14], roll: [-22, 22] };

/** Joints in the middle of the fingers, on which thumbs lie. */
export const INDEX = "index-finger-phalanx-intermediate";
export const MIDDLE = "middle-finger-phalanx-intermediate";
export const RING = "ring-finger-phalanx-intermediate";
export const LITTLE = "pinky-finger-phalanx-intermediate";

export const THUMB_OUT: ThumbAngles = [-8, 15, 0, -5, -5];
export const THUMB_ALONG: ThumbAngles = [5, -5, 0, 5, 5];

export function way(
  [index, middle, ring, little]: Fingers,
  thumb: ThumbAngles | ThumbTarget,
  turn: TurnRange = FACING,
): Way {
  return { thumb, index, middle, ring, little, turn };
}

/** A thumb's place: millimetres from a joint, as ThumbTarget has them. */
export const on = (joint: string, aside: number, up: number, out: number, pressedMm = 0): ThumbTarget => ({
  joint,
  offsetMm: [aside, up, out],
  pressedMm,
});

/** The finger so many degrees aside. */
export const spreadOf = ([, knuckle, middle, outer]: FingerAngles, spread: number): FingerAngles => [
  spread,
  knuckle,
  middle,
  outer,
];

/** The finger bent so many times as much. */
export const eased = ([spread, knuckle, middle, outer]: FingerAngles, times: number): FingerAngles => [
  spread,
  knuckle * times,
  middle * times,
  outer * times,
];

/** All fingers bent alike. */
export const fist = (finger: FingerAngles): Fingers => [finger, finger, finger, finger];

/** The same with their tips in line: the ring and the little finger are shorter, and bend less. */
export const inLine = (finger: FingerAngles): Fingers => [
  finger,
  finger,
  eased(finger, 0.9),
  eased(finger, 0.8),
];

/** Straight fingers side by side, each so many degrees aside. */
export const side = (index: number, middle: number, ring: number, little: number): Fingers => [
  spreadOf(straight, index),
  spreadOf(straight, middle),
  spreadOf(straight, ring),
  spreadOf(straight, little),
];
