/** Letters posed at random, as different people sign them. */
import type { Random } from "../random.ts";
import { bendHand, type Skeleton } from "./kinematics.ts";
import { blendAngles, type PoseErrors, signedAngles } from "./letter-pose.ts";
import { LETTER_WAYS } from "./letter-ways.ts";
import { type HandAngles, type LetterName, REST } from "./poses.ts";
import type { View } from "./renderer.ts";
import type { Range, TurnRange, Way } from "./way.ts";

export interface PosedHand {
  readonly hand: Skeleton;
  readonly view: View;
}

/** How far signers are from a way of signing as it is written down; sideways less, since that tells U, V and R apart. */
const ERRORS: PoseErrors = { degrees: 4, sidewaysDegrees: 1.5, thumbMm: 3 };

/** A letter in one of its ways, or on from it towards the letter's first way that is turned alike. */
export function poseLetter(rest: Skeleton, letter: LetterName, random: Random): PosedHand {
  const ways = LETTER_WAYS[letter];
  const way = pick(ways, random);
  const other = ways.find(({ turn }) => turn === way.turn) ?? way;
  const blended = blendWays(way, other, random.between(0, 0.5));
  return turned(rest, signedAngles(rest, blended, ERRORS, random), way.turn, random);
}

/** The fingers are between the two; the thumb is, if both have it at the same joint, and else is as the first has it. */
function blendWays(from: Way, to: Way, share: number): Way {
  const [a, b] = [from.thumb, to.thumb];
  const fingers = blendAngles({ ...from, thumb: REST.thumb }, { ...to, thumb: REST.thumb }, share);
  if (!("joint" in a && "joint" in b && a.joint === b.joint)) return { ...from, ...fingers, thumb: a };
  const [aside, up, out] = a.offsetMm;
  const [otherAside, otherUp, otherOut] = b.offsetMm;
  const between = (one: number, other: number): number => one + (other - one) * share;
  const offsetMm = [between(aside, otherAside), between(up, otherUp), between(out, otherOut)] as const;
  return { ...from, ...fingers, thumb: { ...a, offsetMm } };
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
