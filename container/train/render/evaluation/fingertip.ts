/** Where a fingertip is in the picture, and where the hand has to be to have it elsewhere. */
import { cos, sin } from "../../degrees.ts";
import { bendHand, type Skeleton } from "../kinematics.ts";
import type { HandAngles, Turn } from "../poses.ts";
import { fromPalm, turnBy } from "../projection.ts";

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** From the hand's place to a joint, in metres along the picture; y up. */
export function reachOf(
  rest: Skeleton,
  { angles, turn, joint, scale }: { angles: HandAngles; turn: Turn; joint: string; scale: number },
): Point {
  const [x, y] = fromPalm(bendHand(rest, angles), joint, turn);
  return { x: x * scale, y: y * scale };
}

/** Degrees by which the wrist bends so that the forearm comes from below rather than from above. */
export function wristOf(turn: Turn): number {
  const bends = [0, 15, 30, 45, 60, 75];
  const effort = (bend: number): number => {
    const [, up] = turnBy(turn, [0, -cos(bend), sin(bend)]);
    return Math.max(0, up + 0.2) + bend / 400;
  };
  return bends.reduce((best, bend) => (effort(bend) < effort(best) ? bend : best));
}
