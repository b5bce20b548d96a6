/** Hands posed at random: letters as different people sign them, and hands that show no letter. */
import type { Random } from "../random.ts";
import { bendHand, FINGERS, type Skeleton } from "./kinematics.ts";
import { blendAngles, letterAngles, varyAngles } from "./letter-pose.ts";
import { GESTURES, LETTER_WAYS, type Range, type TurnRange, type Way } from "./letter-ways.ts";
import type { HandAngles, LetterName } from "./poses.ts";
import type { View } from "./renderer.ts";

export interface PosedHand {
  readonly hand: Skeleton;
  readonly view: View;
}

/** How far a signer's joints are from a way of signing as it is written down, in degrees. */
const JOINT_ERROR = 4;
/** Sideways less: it tells U, V and R apart. */
const SIDEWAYS_ERROR = 1.5;
/** How far a thumb is from its place, in millimetres. */
const THUMB_ERROR_MM = 3;
/** Two hands of which one finger is bent so much more, knuckle and middle joint together, are not the same letter. */
const OTHER_LETTER_DEGREES = 60;
const ANY_TURN: TurnRange = { yaw: [-60, 80], pitch: [-40, 60], roll: [-90, 90] };

/** A letter in one of its ways, or between two of them. */
export function poseLetter(rest: Skeleton, letter: LetterName, random: Random): PosedHand {
  const ways = LETTER_WAYS[letter];
  const way = pick(ways, random);
  const other = ways.filter(({ turn }) => turn === way.turn)[0] ?? way;
  const angles = blendAngles(
    anglesOf(rest, way, random),
    anglesOf(rest, other, random),
    random.between(0, 0.6),
  );
  return turned(rest, varyAngles(angles, JOINT_ERROR, random, SIDEWAYS_ERROR), way.turn, random);
}

/** A gesture that is no letter, a hand on the way from one letter to another, or fingers bent anyhow. */
export function poseNoLetter(rest: Skeleton, random: Random): PosedHand {
  const kind = random.below(3);
  if (kind === 0) {
    const angles = varyAngles(anglesOf(rest, pick(GESTURES, random), random), JOINT_ERROR * 1.5, random);
    return turned(rest, angles, ANY_TURN, random);
  }
  for (;;) {
    const angles = kind === 1 ? between(rest, random) : anyhow(rest, random);
    if (!showsLetter(angles)) return turned(rest, angles, ANY_TURN, random);
  }
}

const LETTERS = Object.keys(LETTER_WAYS) as LetterName[];

function between(rest: Skeleton, random: Random): HandAngles {
  const end = (): HandAngles => anglesOf(rest, pick(LETTER_WAYS[pick(LETTERS, random)], random), random);
  return varyAngles(blendAngles(end(), end(), random.between(0.35, 0.65)), JOINT_ERROR, random);
}

/** The outer joint of a finger follows its middle one, as tendons have it. */
function anyhow(rest: Skeleton, random: Random): HandAngles {
  const thumb = anglesOf(rest, pick(GESTURES, random), random).thumb;
  const finger = (): HandAngles["index"] => {
    const middle = random.between(0, 100);
    return [random.between(-12, 12), random.between(0, 80), middle, middle * 0.6];
  };
  return { thumb, index: finger(), middle: finger(), ring: finger(), little: finger() };
}

/** Whether the fingers are bent as in some letter, whatever the thumb does. */
function showsLetter(angles: HandAngles): boolean {
  const bend = (hand: Omit<HandAngles, "thumb">, finger: (typeof FINGERS)[number]): number =>
    hand[finger][1] + hand[finger][2];
  return Object.values(LETTER_WAYS).some((ways) =>
    ways.some((way) =>
      FINGERS.every((finger) => Math.abs(bend(angles, finger) - bend(way, finger)) < OTHER_LETTER_DEGREES),
    ),
  );
}

function anglesOf(rest: Skeleton, way: Way, random: Random): HandAngles {
  const { thumb } = way;
  if (!("joint" in thumb)) return letterAngles(rest, way);
  const off = (millimetres: number): number => millimetres + random.normal() * THUMB_ERROR_MM;
  const [aside, up, out] = thumb.offsetMm;
  return letterAngles(rest, {
    ...way,
    thumb: { ...thumb, offsetMm: [off(aside), off(up), off(out)] },
  });
}

function turned(rest: Skeleton, angles: HandAngles, turn: TurnRange, random: Random): PosedHand {
  const somewhere = ([low, high]: Range): number => random.between(low, high);
  const view: View = {
    x: random.between(-0.03, 0.03),
    y: random.between(-0.03, 0.03),
    scale: random.between(0.8, 1.25),
    yaw: somewhere(turn.yaw),
    pitch: somewhere(turn.pitch),
    roll: somewhere(turn.roll),
  };
  return { hand: bendHand(rest, angles), view };
}

const pick = <T>(items: readonly T[], random: Random): T => items[random.below(items.length)] as T;
