/** The letters that are held still, as data: joint angles in degrees and where the thumb goes, for a right hand whose palm faces the viewer. */
import {
  closed,
  curled,
  draped,
  type FingerAngles,
  straight,
  stretched,
  tight,
  tucked,
} from "./finger-shapes.ts";

/** Flexion, spread and twist at the root, flexion at the two outer joints. */
export type ThumbAngles = readonly [
  flexion: number,
  spread: number,
  twist: number,
  knuckle: number,
  outer: number,
];

/** The tip's place from a joint of the bent hand: towards the thumb's side, the straight finger tips, the viewer. */
export interface ThumbTarget {
  readonly joint: string;
  readonly offsetMm: readonly [aside: number, up: number, out: number];
  /** How far the fingers give way to a thumb that is pressed between them; 0 when absent. */
  readonly pressedMm?: number;
}

export interface HandAngles {
  readonly thumb: ThumbAngles;
  readonly index: FingerAngles;
  readonly middle: FingerAngles;
  readonly ring: FingerAngles;
  readonly little: FingerAngles;
}

/** How a whole hand is turned, in degrees: about the forearm, finger tips towards the viewer, and in the picture. */
export interface Turn {
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
}

export interface Letter extends Omit<HandAngles, "thumb"> {
  readonly thumb: ThumbAngles | ThumbTarget;
  /** For letters that do not show the upright palm. */
  readonly turn?: Turn;
}

/** The back of the hand to the viewer, the finger tips to the signer's other side. */
const ACROSS: Turn = { yaw: 160, pitch: 0, roll: -75 };

/** A loose hand, as it hangs before and after a sign. */
export const REST: HandAngles = {
  thumb: [5, 0, 0, 10, 10],
  index: [0, 20, 30, 15],
  middle: [0, 25, 35, 20],
  ring: [0, 30, 40, 20],
  little: [0, 30, 40, 20],
};

export const LETTERS = {
  A: {
    thumb: { joint: "index-finger-phalanx-intermediate", offsetMm: [16, -2, 2] },
    index: tight,
    middle: tight,
    ring: tight,
    little: tight,
  },
  B: {
    thumb: { joint: "middle-finger-phalanx-proximal", offsetMm: [0, -12, 20] },
    index: [-6, 2, 3, 2],
    middle: [-1, 2, 3, 2],
    ring: [5, 2, 3, 2],
    little: [10, 2, 3, 2],
  },
  C: {
    thumb: { joint: "index-finger-tip", offsetMm: [8, -56, 4] },
    index: [-5, 36, 42, 28],
    middle: [0, 37, 42, 28],
    ring: [4, 33, 39, 26],
    little: [8, 26, 31, 20],
    turn: { yaw: 42, pitch: 0, roll: 0 },
  },
  D: {
    thumb: { joint: "middle-finger-tip", offsetMm: [8, -6, 8] },
    index: [0, 28, 8, 5],
    middle: [0, 45, 65, 35],
    ring: [0, 41, 59, 32],
    little: [0, 34, 49, 28],
    turn: { yaw: 20, pitch: 0, roll: 0 },
  },
  E: {
    thumb: { joint: "ring-finger-tip", offsetMm: [2, -14, 8] },
    index: [0, 48, 95, 60],
    middle: [0, 48, 95, 60],
    ring: [0, 43, 86, 54],
    little: [0, 37, 70, 42],
  },
  F: {
    thumb: { joint: "index-finger-tip", offsetMm: [4, -6, 10] },
    index: [0, 50, 64, 28],
    middle: [4, 4, 4, 2],
    ring: [-2, 2, 3, 2],
    little: [-9, 2, 3, 2],
  },
  G: {
    thumb: [2, 8, 0, 10, 10],
    index: straight,
    middle: tight,
    ring: tight,
    little: tight,
    turn: ACROSS,
  },
  H: {
    thumb: { joint: "ring-finger-phalanx-intermediate", offsetMm: [6, -12, 17] },
    index: [-5, 4, 5, 3],
    middle: [2, 4, 5, 3],
    ring: tight,
    little: tight,
    turn: ACROSS,
  },
  I: {
    thumb: { joint: "middle-finger-phalanx-intermediate", offsetMm: [4, -12, 17] },
    index: curled,
    middle: curled,
    ring: curled,
    little: [0, 4, 4, 2],
  },
  K: {
    thumb: { joint: "middle-finger-phalanx-intermediate", offsetMm: [12, 2, 6], pressedMm: 8 },
    index: [6, 2, 3, 2],
    middle: [-18, 36, 8, 4],
    ring: tight,
    little: tight,
  },
  L: { thumb: [-2, 10, 0, 0, 0], index: stretched, middle: curled, ring: curled, little: curled },
  M: {
    thumb: { joint: "ring-finger-phalanx-intermediate", offsetMm: [-15, -18, -14], pressedMm: 6 },
    index: draped,
    middle: draped,
    ring: [0, 41, 105, 42],
    little: tucked,
  },
  N: {
    thumb: { joint: "middle-finger-phalanx-intermediate", offsetMm: [-18, -19, -14], pressedMm: 6 },
    index: draped,
    middle: draped,
    ring: tucked,
    little: tucked,
  },
  O: {
    thumb: { joint: "middle-finger-tip", offsetMm: [6, -6, 8] },
    index: [-4, 52, 55, 30],
    middle: [0, 52, 55, 30],
    ring: [3, 47, 50, 27],
    little: [6, 40, 42, 23],
    turn: { yaw: 30, pitch: 0, roll: 0 },
  },
  P: {
    thumb: { joint: "middle-finger-phalanx-intermediate", offsetMm: [8, -6, 6] },
    index: [4, 6, 6, 3],
    middle: [-8, 65, 6, 3],
    ring: tight,
    little: tight,
    turn: { yaw: 115, pitch: 0, roll: -90 },
  },
  Q: {
    thumb: { joint: "index-finger-phalanx-distal", offsetMm: [16, -6, 6] },
    index: [0, 70, 10, 5],
    middle: [6, 60, 100, 60],
    ring: [6, 60, 100, 60],
    little: [6, 60, 100, 60],
    turn: { yaw: 10, pitch: 75, roll: 0 },
  },
  R: {
    thumb: { joint: "ring-finger-phalanx-intermediate", offsetMm: [4, -14, 17] },
    index: [-17, 25, 6, 4],
    middle: [12, 8, 18, 10],
    ring: tight,
    little: tight,
  },
  S: {
    thumb: { joint: "middle-finger-phalanx-intermediate", offsetMm: [-12, -18, 20] },
    index: closed,
    middle: closed,
    ring: closed,
    little: closed,
  },
  T: {
    thumb: { joint: "index-finger-phalanx-intermediate", offsetMm: [-12, -7, 4], pressedMm: 7 },
    index: [6, 48, 95, 55],
    middle: tight,
    ring: tight,
    little: tight,
  },
  U: {
    thumb: { joint: "ring-finger-phalanx-intermediate", offsetMm: [-4, -14, 17] },
    index: [-5, 24, 6, 4],
    middle: [2, 24, 6, 4],
    ring: curled,
    little: curled,
  },
  V: {
    thumb: { joint: "ring-finger-phalanx-intermediate", offsetMm: [-6, -14, 17] },
    index: [9, 24, 6, 4],
    middle: [-9, 24, 6, 4],
    ring: curled,
    little: curled,
  },
  W: {
    thumb: { joint: "pinky-finger-phalanx-intermediate", offsetMm: [8, -5, 16] },
    index: [12, 12, 5, 3],
    middle: [0, 12, 5, 3],
    ring: [-12, 12, 5, 3],
    little: [4, 74, 88, 46],
  },
  X: {
    thumb: { joint: "middle-finger-phalanx-intermediate", offsetMm: [-4, -26, 19] },
    index: [-4, 34, 50, 30],
    middle: tight,
    ring: tight,
    little: tight,
  },
  Y: { thumb: [-8, 11, 0, -5, -5], index: curled, middle: curled, ring: curled, little: [-14, 2, 3, 2] },
} as const satisfies Record<string, Letter>;

export type LetterName = keyof typeof LETTERS;

/** Throws when there is no pose for the letter. */
export function letterNamed(name: string): LetterName {
  if (!Object.hasOwn(LETTERS, name)) throw new Error(`There is no pose for the letter ${name}`);
  return name as LetterName;
}
