/** Where a fingertip is in the picture, and where the hand has to be to have it elsewhere. */
import { add, bendHand, jointOf, type Skeleton, toPalmFrame, type Vector } from "../kinematics.ts";
import type { HandAngles, Turn } from "../poses.ts";

/** By which `scene.js` moves the model, so that a hand turns about the middle of its palm. */
const MODEL_OFFSET: Vector = [-0.03, 0.03, -0.01];

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** From the hand's place to a joint, in metres along the picture; y up. */
export function reachOf(
  rest: Skeleton,
  { angles, turn, joint, scale }: { angles: HandAngles; turn: Turn; joint: string; scale: number },
): Point {
  const [x, y] = turnBy(
    turn,
    toPalmFrame(add(jointOf(bendHand(rest, angles), joint).position, MODEL_OFFSET)),
  );
  return { x: x * scale, y: y * scale };
}

/** About the hand's own axis, then towards the viewer, then in the picture: the order of `scene.js`. */
export function turnBy({ yaw, pitch, roll }: Turn, [x, y, z]: Vector): Vector {
  const [x1, z1] = [x * cos(yaw) + z * sin(yaw), z * cos(yaw) - x * sin(yaw)];
  const [y2, z2] = [y * cos(pitch) - z1 * sin(pitch), y * sin(pitch) + z1 * cos(pitch)];
  return [x1 * cos(roll) - y2 * sin(roll), x1 * sin(roll) + y2 * cos(roll), z2];
}

const sin = (degrees: number): number => Math.sin((degrees * Math.PI) / 180);
const cos = (degrees: number): number => Math.cos((degrees * Math.PI) / 180);

/** Degrees by which the wrist bends so that the forearm comes from below rather than from above. */
export function wristOf(turn: Turn): number {
  const bends = [0, 15, 30, 45, 60, 75];
  const effort = (bend: number): number => {
    const [, up] = turnBy(turn, [0, -cos(bend), sin(bend)]);
    return Math.max(0, up + 0.2) + bend / 400;
  };
  return bends.reduce((best, bend) => (effort(bend) < effort(best) ? bend : best));
}
