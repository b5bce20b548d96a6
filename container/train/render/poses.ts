/** Letters as joint angles in degrees, for a hand seen from its palm. */

/** Sideways spread (towards the thumb is positive) and flexion at the knuckle, middle and outer joint. */
export type FingerPose = readonly [spread: number, knuckle: number, middle: number, outer: number];

/** Flexion, spread and twist at the root, flexion at the two outer joints. */
export type ThumbPose = readonly [
  flexion: number,
  spread: number,
  twist: number,
  knuckle: number,
  outer: number,
];

export interface HandPose {
  readonly thumb: ThumbPose;
  readonly index: FingerPose;
  readonly middle: FingerPose;
  readonly ring: FingerPose;
  readonly little: FingerPose;
  /** How the whole hand is turned: about the forearm, towards the viewer, and in the picture. */
  readonly yaw?: number;
  readonly pitch?: number;
  readonly roll?: number;
}

const straight: FingerPose = [0, 2, 3, 2];
const curled: FingerPose = [0, 82, 100, 60];

/** A loose hand, as it hangs before and after a sign. */
export const REST: HandPose = {
  thumb: [5, 0, 0, 10, 10],
  index: [0, 20, 30, 15],
  middle: [0, 25, 35, 20],
  ring: [0, 30, 40, 20],
  little: [0, 30, 40, 20],
};

export const LETTERS: Readonly<Record<string, HandPose>> = {
  A: { thumb: [6, -30, 0, -6, 0], index: curled, middle: curled, ring: curled, little: curled },
  B: { thumb: [40, -10, -30, 40, 50], index: straight, middle: straight, ring: straight, little: straight },
  I: { thumb: [38, -12, -30, 30, 40], index: curled, middle: curled, ring: curled, little: [-4, 2, 3, 2] },
  L: { thumb: [-10, 28, 0, -5, -5], index: straight, middle: curled, ring: curled, little: curled },
  V: {
    thumb: [38, -12, -30, 30, 40],
    index: [9, 2, 3, 2],
    middle: [-9, 2, 3, 2],
    ring: curled,
    little: curled,
  },
  W: {
    thumb: [45, -10, -30, 40, 45],
    index: [12, 2, 3, 2],
    middle: [0, 2, 3, 2],
    ring: [-12, 2, 3, 2],
    little: curled,
  },
  Y: { thumb: [-10, 28, 0, -5, -5], index: curled, middle: curled, ring: curled, little: [-14, 2, 3, 2] },
};

/** The pose between two, `share` of the way from `from` to `to`. */
export function blendPoses(from: HandPose, to: HandPose, share: number): HandPose {
  const mix = <T extends readonly number[]>(a: T, b: T): T =>
    a.map((value, index) => value + ((b[index] ?? 0) - value) * share) as unknown as T;
  const turn = (a = 0, b = 0): number => a + (b - a) * share;
  return {
    thumb: mix(from.thumb, to.thumb),
    index: mix(from.index, to.index),
    middle: mix(from.middle, to.middle),
    ring: mix(from.ring, to.ring),
    little: mix(from.little, to.little),
    yaw: turn(from.yaw, to.yaw),
    pitch: turn(from.pitch, to.pitch),
    roll: turn(from.roll, to.roll),
  };
}
