/** From a letter to joint angles, and between two hands. */
import type { Random } from "../random.ts";
import type { FingerAngles } from "./finger-shapes.ts";
import { bendHand, type Skeleton } from "./kinematics.ts";
import { type HandAngles, type Letter, REST, type ThumbAngles } from "./poses.ts";
import { reachWithThumb } from "./thumb-reach.ts";

/** The hand of a letter: its fingers, and the thumb brought to its place among them. */
export function letterAngles(rest: Skeleton, letter: Omit<Letter, "turn">): HandAngles {
  const { thumb, index, middle, ring, little } = letter;
  if (!("joint" in thumb)) return { thumb, index, middle, ring, little };
  const fingers = { index, middle, ring, little };
  const hand = bendHand(rest, { ...fingers, thumb: REST.thumb });
  return { ...fingers, thumb: reachWithThumb(hand, rest, thumb) };
}

/** Nobody signs a letter twice alike: every angle is off by a normal error, a finger's sideways one by its own. */
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
