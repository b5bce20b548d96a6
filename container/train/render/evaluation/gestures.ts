/**
 * Gestures that are no letter of ASL, written apart from those of `../gestures.ts`, which training renders. That has claws, flat
 * hands, hands bent at the knuckles and spread fingers too, in other angles; its four fingers apart are nearly these.
 */
import { type FingerAngles, straight } from "../finger-shapes.ts";
import type { Letter, ThumbAngles, ThumbTarget, Turn } from "../poses.ts";

const fist: FingerAngles = [0, 78, 96, 55];
const half: FingerAngles = [0, 30, 60, 40];
export const THUMB_UP: ThumbAngles = [-14, 24, 0, -8, -8];
export const THUMB_ALONG: ThumbAngles = [2, -4, 0, 4, 4];
const to = (spread: number, [, knuckle, middle, outer]: FingerAngles): FingerAngles => [
  spread,
  knuckle,
  middle,
  outer,
];

export interface Gesture extends Omit<Letter, "turn"> {
  readonly turn: Turn;
}

export function gesture(
  thumb: ThumbAngles | ThumbTarget,
  [index, middle, ring, little]: readonly [FingerAngles, FingerAngles, FingerAngles, FingerAngles],
  turn: Partial<Turn> = {},
): Gesture {
  return { thumb, index, middle, ring, little, turn: { yaw: 0, pitch: -5, roll: 0, ...turn } };
}

export const OPEN = [to(16, straight), to(5, straight), to(-8, straight), to(-22, straight)] as const;
const FLAT = [straight, straight, straight, straight] as const;
const FIST = [fist, fist, fist, fist] as const;

export const GESTURES: readonly Gesture[] = [
  // An open hand from its back, and one held up flat from its edge.
  gesture(THUMB_UP, OPEN, { yaw: 175 }),
  gesture(THUMB_ALONG, FLAT, { yaw: 85 }),
  // Claws of five fingers and of two.
  gesture([-6, 22, 0, 10, 20], [to(14, half), to(5, half), to(-6, half), to(-18, half)]),
  gesture({ joint: "ring-finger-phalanx-intermediate", offsetMm: [6, -12, 17] }, [
    to(12, half),
    to(-10, half),
    fist,
    fist,
  ]),
  // Thumbs up and down.
  gesture(THUMB_UP, FIST, { yaw: 10, roll: 80 }),
  gesture(THUMB_UP, FIST, { yaw: 15, roll: -95 }),
  // Four fingers wide apart; five with a bent ring finger; all but the index finger.
  gesture({ joint: "middle-finger-phalanx-proximal", offsetMm: [-4, -20, 16] }, [...OPEN]),
  gesture(THUMB_UP, [to(14, straight), to(4, straight), [0, 80, 70, 30], to(-20, straight)]),
  gesture(THUMB_UP, [fist, to(4, straight), to(-8, straight), to(-20, straight)]),
  // Three fingers with the thumb out.
  gesture(THUMB_UP, [to(14, straight), straight, to(-14, straight), fist]),
  // A hand bent at the knuckles, and one with the palm up.
  gesture(
    THUMB_ALONG,
    [
      [0, 80, 6, 3],
      [0, 80, 6, 3],
      [0, 80, 6, 3],
      [0, 80, 6, 3],
    ],
    { yaw: 70 },
  ),
  gesture(THUMB_UP, [...OPEN], { pitch: -50, roll: 25 }),
];
