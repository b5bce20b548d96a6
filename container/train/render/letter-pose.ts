/** From a letter to joint angles, and between two hands. */
import type { Random } from "../random.ts";
import type { FingerAngles } from "./finger-shapes.ts";
import { bendHand, type Skeleton } from "./kinematics.ts";
import { type HandAngles, type Letter, REST, type ThumbAngles, type ThumbTarget } from "./poses.ts";
import { reachWithThumb } from "./thumb-reach.ts";

/** The hand of a letter: its fingers, and the thumb brought to its place among them. */
export function letterAngles(rest: Skeleton, letter: Omit<Letter, "turn">): HandAngles {
  const { thumb, index, middle, ring, little } = letter;
  if (!("joint" in thumb)) return { thumb, index, middle, ring, little };
  const fingers = { index, middle, ring, little };
  const hand = bendHand(rest, { ...fingers, thumb: REST.thumb });
  return { ...fingers, thumb: reachWithThumb(hand, rest, thumb) };
}

/** How far a hand is from what is written down: standard deviations. */
export interface PoseErrors {
  readonly degrees: number;
  readonly sidewaysDegrees: number;
  /** Of a thumb's tip from its place. */
  readonly thumbMm: number;
}

/**
 * The hand of a letter as somebody signs it: nobody bends the fingers twice alike, and wherever they are, the thumb finds its
 * place among them. Its own angles are off only where they are written down: a thumb that leans on a finger, or is held
 * between two, cannot stray into them.
 */
export function signedAngles(
  rest: Skeleton,
  letter: Omit<Letter, "turn">,
  { degrees, sidewaysDegrees, thumbMm }: PoseErrors,
  random: Random,
): HandAngles {
  const { thumb } = letter;
  const isWritten = !("joint" in thumb);
  const varied = varyAngles(
    { ...letter, thumb: isWritten ? thumb : REST.thumb },
    degrees,
    random,
    sidewaysDegrees,
  );
  return isWritten ? varied : letterAngles(rest, { ...varied, thumb: strayed(thumb, thumbMm, random) });
}

function strayed(target: ThumbTarget, thumbMm: number, random: Random): ThumbTarget {
  const off = (millimetres: number): number => millimetres + random.normal() * thumbMm;
  const [aside, up, out] = target.offsetMm;
  return { ...target, offsetMm: [off(aside), off(up), off(out)] };
}

/** Every angle off by a normal error, a finger's sideways one by its own. */
export function varyAngles(
  hand: HandAngles,
  degrees: number,
  random: Random,
  sidewaysDegrees = degrees,
): HandAngles {
  return mapAngles(hand, (angle, part, index) => {
    const isSideways = part !== "thumb" && index === 0;
    return angle + (isSideways ? sidewaysDegrees : degrees) * random.normal();
  });
}

/** The hand `share` of the way between two. */
export function blendAngles(from: HandAngles, to: HandAngles, share: number): HandAngles {
  return mapAngles(from, (angle, part, index) => angle + ((to[part][index] ?? 0) - angle) * share);
}

function mapAngles(
  { thumb, index, middle, ring, little }: HandAngles,
  change: (angle: number, part: keyof HandAngles, index: number) => number,
): HandAngles {
  const finger = (part: keyof HandAngles, [a, b, c, d]: FingerAngles): FingerAngles => [
    change(a, part, 0),
    change(b, part, 1),
    change(c, part, 2),
    change(d, part, 3),
  ];
  const [a, b, c, d, e]: ThumbAngles = thumb;
  return {
    thumb: [
      change(a, "thumb", 0),
      change(b, "thumb", 1),
      change(c, "thumb", 2),
      change(d, "thumb", 3),
      change(e, "thumb", 4),
    ],
    index: finger("index", index),
    middle: finger("middle", middle),
    ring: finger("ring", ring),
    little: finger("little", little),
  };
}
