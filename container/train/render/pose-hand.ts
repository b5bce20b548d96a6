/** Letters posed at random, as different people sign them. */
import type { Random } from "../random.ts";
import { bendHand, type Skeleton } from "./kinematics.ts";
import { blendAngles, letterAngles, varyAngles } from "./letter-pose.ts";
import { LETTER_WAYS } from "./letter-ways.ts";
import type { HandAngles, LetterName } from "./poses.ts";
import type { View } from "./renderer.ts";
import type { Range, TurnRange, Way } from "./way.ts";

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

/** The way with its thumb about where it should be. */
export function anglesOf(rest: Skeleton, way: Way, random: Random): HandAngles {
  const { thumb } = way;
  if (!("joint" in thumb)) return letterAngles(rest, way);
  const off = (millimetres: number): number => millimetres + random.normal() * THUMB_ERROR_MM;
  const [aside, up, out] = thumb.offsetMm;
  return letterAngles(rest, {
    ...way,
    thumb: { ...thumb, offsetMm: [off(aside), off(up), off(out)] },
  });
}

/** The hand somewhere in the picture, turned somewhere within the range. */
export function turned(rest: Skeleton, angles: HandAngles, turn: TurnRange, random: Random): PosedHand {
  const somewhere = ([low, high]: Range): number => random.between(low, high);
  const view: View = {
    x: random.between(-0.03, 0.03),
    y: random.between(-0.03, 0.03),
    scale: random.between(0.6, 1.25),
    yaw: somewhere(turn.yaw),
    pitch: somewhere(turn.pitch),
    roll: somewhere(turn.roll),
  };
  return { hand: bendHand(rest, angles), view };
}

export const pick = <T>(items: readonly T[], random: Random): T => items[random.below(items.length)] as T;
