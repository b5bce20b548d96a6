/** Hands posed at random that show no letter: what people do before, after and between signs, and what looks nearly like one. */
import { FINGERS, type Finger } from "../../../shared/signs/hand-measures.ts";
import type { Random } from "../random.ts";
import type { FingerAngles } from "./finger-shapes.ts";
import { fanned, GESTURES } from "./gestures.ts";
import {
  bendHand,
  dot,
  FINGER_JOINTS,
  jointOf,
  type Skeleton,
  subtract,
  THUMB_JOINTS,
} from "./kinematics.ts";
import { blendAngles, letterAngles, type PoseErrors, signedAngles } from "./letter-pose.ts";
import { LETTER_WAYS } from "./letter-ways.ts";
import { type PosedHand, pick, turned } from "./pose-hand.ts";
import type { HandAngles, LetterName, ThumbAngles, ThumbTarget } from "./poses.ts";
import type { TurnRange, Way } from "./way.ts";

/** How far hands are from what is written down. */
const ERRORS: PoseErrors = { degrees: 5, sidewaysDegrees: 5, thumbMm: 5 };
/** A hand of which every finger's joints are within this many millimetres of where a letter has them may pass for it. */
const LIKE_LETTER_MM = 20;
/** Mostly as people show a hand to a camera, since there it could be taken for a letter. */
const UPRIGHT: TurnRange = { yaw: [-35, 45], pitch: [-25, 20], roll: [-30, 30] };
const FRONT: TurnRange = { yaw: [-60, 80], pitch: [-40, 60], roll: [-90, 90] };
const EDGE_ON: TurnRange = { yaw: [50, 130], pitch: [-30, 30], roll: [-40, 40] };
const ANY_SIDE: TurnRange = { yaw: [-180, 180], pitch: [-60, 90], roll: [-180, 180] };
const TURNS: readonly TurnRange[] = [UPRIGHT, UPRIGHT, UPRIGHT, FRONT, EDGE_ON, ANY_SIDE];

/** Bends of a finger that people hold without effort; the outer joint follows the middle one, as tendons have it. */
const FINGER_SHAPES: readonly FingerAngles[] = [
  [0, 4, 5, 3],
  [0, 20, 25, 15],
  [0, 30, 60, 40],
  [0, 10, 75, 45],
  [0, 45, 20, 10],
  [0, 75, 10, 5],
  [0, 65, 100, 60],
];
/** How often a finger is bent as the one beside it. */
const ALIKE_SHARE = 0.55;
/** Degrees between neighbouring fingers at most. */
const WIDEST_SPREAD = 16;

type Maker = (rest: Skeleton, random: Random) => HandAngles;

/** A gesture, a hand on the way from one letter to another, a letter with other fingers, or fingers bent anyhow. */
const MAKERS: readonly Maker[] = [gestured, gestured, gestured, between, altered, altered, shaped];

/**
 * Poses hands none of which looks like a letter.
 * @param flat The model's hand, on which that is judged, whatever the proportions of the posed one.
 */
export function noLetterPoser(flat: Skeleton): (rest: Skeleton, random: Random) => PosedHand {
  const letters = Object.values(LETTER_WAYS)
    .flat()
    .map((way) => bendHand(flat, letterAngles(flat, way)));
  return (rest, random) => {
    const make = pick(MAKERS, random);
    for (;;) {
      const angles = make(rest, random);
      const hand = bendHand(flat, angles);
      if (letters.some((letter) => isAlike(hand, letter))) continue;
      return turned(rest, angles, pick(TURNS, random), random);
    }
  };
}

function gestured(rest: Skeleton, random: Random): HandAngles {
  return signedAngles(rest, pick(GESTURES, random), ERRORS, random);
}

function between(rest: Skeleton, random: Random): HandAngles {
  const end = (): HandAngles => signedAngles(rest, anyWay(random), ERRORS, random);
  return blendAngles(end(), end(), random.between(0.3, 0.7));
}

/** A letter with its fingers spread, with one or two others, or with the thumb elsewhere, as no letter has them together. */
function altered(rest: Skeleton, random: Random): HandAngles {
  const way = anyWay(random);
  const spread = random.between(-0.3, 1.2) * WIDEST_SPREAD;
  const isSpread = random.next() < 0.5;
  const changed = Array.from({ length: random.below(3) }, () => pick(FINGERS, random));
  const finger = (name: Finger): FingerAngles => {
    if (changed.includes(name)) return fanned(name, pick(FINGER_SHAPES, random), spread);
    return isSpread ? fanned(name, way[name], spread) : way[name];
  };
  const fingers = {
    index: finger("index"),
    middle: finger("middle"),
    ring: finger("ring"),
    little: finger("little"),
  };
  const thumb = random.next() < 0.6 ? way.thumb : anyThumb(random);
  return signedAngles(rest, { ...fingers, thumb }, ERRORS, random);
}

function shaped(rest: Skeleton, random: Random): HandAngles {
  const spread = random.between(-0.2, 1) * WIDEST_SPREAD;
  let shape = pick(FINGER_SHAPES, random);
  const next = (finger: Finger): FingerAngles => {
    if (random.next() >= ALIKE_SHARE) shape = pick(FINGER_SHAPES, random);
    return fanned(finger, shape, spread);
  };
  const fingers = {
    index: next("index"),
    middle: next("middle"),
    ring: next("ring"),
    little: next("little"),
  };
  return signedAngles(rest, { ...fingers, thumb: anyThumb(random) }, ERRORS, random);
}

const THUMBS: readonly (ThumbAngles | ThumbTarget)[] = [
  [-12, 26, 0, -6, -6],
  [-8, 20, 0, 20, 40],
  [4, -5, 0, 5, 5],
  [15, 5, 0, 20, 25],
];

/** Away from the hand, along it, in the palm, or on a finger's tip. */
function anyThumb(random: Random): ThumbAngles | ThumbTarget {
  const kind = random.below(3);
  if (kind === 0) return pick(THUMBS, random);
  const finger = FINGER_JOINTS[pick(FINGERS, random)];
  const joint = kind === 1 ? finger.at(-1) : finger[random.below(3) + 1];
  return { joint: joint as string, offsetMm: [4, -8, random.between(8, 18)] };
}

const anyWay = (random: Random): Way => pick(LETTER_WAYS[pick(LETTERS, random)], random);
const LETTERS = Object.keys(LETTER_WAYS) as LetterName[];

const CHAINS = [THUMB_JOINTS, ...FINGERS.map((finger) => FINGER_JOINTS[finger].slice(1))];

/** Whether every finger, the thumb too, is about where the other hand has it. */
function isAlike(hand: Skeleton, other: Skeleton): boolean {
  return CHAINS.every((chain) => {
    const squares = chain.map((name) => {
      const apart = subtract(jointOf(hand, name).position, jointOf(other, name).position);
      return dot(apart, apart);
    });
    const mean = squares.reduce((sum, square) => sum + square, 0) / squares.length;
    return Math.sqrt(mean) * 1000 < LIKE_LETTER_MM;
  });
}
