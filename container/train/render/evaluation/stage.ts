/** Ways into the picture and out of it, and where in it a hand signs. */
import type { Random } from "../../random.ts";
import { HALF_HEIGHT } from "../camera.ts";
import type { Skeleton } from "../kinematics.ts";
import { letterAngles, type PoseErrors, signedAngles } from "../letter-pose.ts";
import { type HandAngles, type Letter, REST } from "../poses.ts";
import { HALF_WIDTH } from "./look.ts";
import { move, type Part, type Pose } from "./performance.ts";

/** What a part of a performance needs to know. */
export interface Stage {
  readonly rest: Skeleton;
  readonly random: Random;
  /** Size of the hand relative to life. */
  readonly scale: number;
}

/** Half the length of a hand in metres, with some of its forearm. */
const HALF_HAND = 0.13;

/** How far signers are from a way of signing as it is written down. */
const ERRORS: PoseErrors = { degrees: 3, sidewaysDegrees: 1.2, thumbMm: 3 };

/** The hand of a letter, or of a gesture, as somebody signs it. */
export const signed = (
  { rest, random }: Pick<Stage, "rest" | "random">,
  letter: Omit<Letter, "turn">,
): HandAngles => signedAngles(rest, letter, ERRORS, random);

/** A place at which a hand of this size is wholly in the picture, the nearer to its middle the larger it is. */
export function somewhere({ random, scale }: Stage): { x: number; y: number } {
  const room = (half: number): number => Math.max(0.01, half - HALF_HAND * scale);
  return {
    x: random.between(-0.8, 0.8) * room(HALF_WIDTH),
    y: random.between(-0.8, 0.8) * room(HALF_HEIGHT),
  };
}

/** From outside to a pose, from below or from the signer's side, in any hand shape. */
export function enter(stage: Stage, to: Pose): Part {
  const { random } = stage;
  return move(outside(stage, to), to, random.between(0.35, 0.75), random.between(0.7, 1));
}

export function leave(stage: Stage, from: Pose): Part {
  const { random } = stage;
  return move(from, outside(stage, from), random.between(0.35, 0.7), random.between(0.7, 1));
}

/** Where a hand that signs here is when it cannot be seen. */
export function outside(stage: Stage, { x, y, yaw, pitch, roll }: Pose): Pose {
  const { random, scale } = stage;
  const fromSide = random.next() < 0.3;
  const away = 1.5 * HALF_HAND * scale;
  return {
    angles: idleAngles(stage),
    x: fromSide ? -(HALF_WIDTH + away) : x * 0.6,
    y: fromSide ? y - random.between(0, 0.08) : -(HALF_HEIGHT + away),
    yaw: yaw + random.between(-25, 25),
    pitch: pitch - random.between(0, 20),
    roll: roll + random.between(-25, 25),
  };
}

/** A hand that does nothing: loose, open or closed. */
function idleAngles({ rest, random }: Stage): HandAngles {
  const kind = random.below(3);
  if (kind === 0) return REST;
  const bend = kind === 1 ? 1 : 8;
  const finger = (spread: number): HandAngles["index"] => [spread, 7 * bend, 8 * bend, 4 * bend];
  return letterAngles(rest, {
    thumb: [0, 8, 0, 5, 5],
    index: finger(6),
    middle: finger(1),
    ring: finger(-3),
    little: finger(-8),
  });
}
