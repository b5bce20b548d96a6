/** Where a posed hand is in the picture that the renderer draws of it. */
import { LANDMARK_COUNT } from "../../../shared/contract/hand.ts";
import { FINGERS } from "../../../shared/signs/hand-measures.ts";
import { cos, radians, sin } from "../degrees.ts";
import {
  add,
  FINGER_JOINTS,
  jointOf,
  type Skeleton,
  scale,
  THUMB_JOINTS,
  toPalmFrame,
  type Vector,
} from "./kinematics.ts";
import type { PosedHand } from "./pose-hand.ts";
import type { Turn } from "./poses.ts";
import type { SceneOptions } from "./renderer.ts";

/** By which `scene.js` moves the model, so that a hand turns about the middle of its palm. */
const MODEL_OFFSET: Vector = [-0.03, 0.03, -0.01];

/** The joints in the order of the landmarks. */
const LANDMARK_JOINTS: readonly string[] = [
  "wrist",
  ...THUMB_JOINTS,
  ...FINGERS.flatMap((finger) => FINGER_JOINTS[finger].slice(1)),
];

/**
 * From the middle of its palm to a hand's joint, in metres: x and y along the picture, y up, z to the viewer.
 * @param breadth Of the hand, the model's being 1.
 */
export function fromPalm(hand: Skeleton, joint: string, turn: Turn, breadth = 1): Vector {
  const [x, y, z] = toPalmFrame(add(jointOf(hand, joint).position, MODEL_OFFSET));
  return turnBy(turn, [x * breadth, y, z]);
}

/** About the hand's own axis, then towards the viewer, then in the picture: the order of `scene.js`. */
export function turnBy({ yaw, pitch, roll }: Turn, [x, y, z]: Vector): Vector {
  const [x1, z1] = [x * cos(yaw) + z * sin(yaw), z * cos(yaw) - x * sin(yaw)];
  const [y2, z2] = [y * cos(pitch) - z1 * sin(pitch), y * sin(pitch) + z1 * cos(pitch)];
  return [x1 * cos(roll) - y2 * sin(roll), x1 * sin(roll) + y2 * cos(roll), z2];
}

/** @returns x, y and 0 of each landmark, in pixels. */
export function projectHand(
  { hand, view }: PosedHand,
  {
    width,
    height,
    isLeft,
    breadth,
    camera: { fieldOfView, distance },
  }: SceneOptions & Required<Pick<SceneOptions, "camera">>,
): Float32Array {
  const pixelsPerMetre = height / 2 / Math.tan(radians(fieldOfView / 2));
  const landmarks = new Float32Array(LANDMARK_COUNT * 3);
  LANDMARK_JOINTS.forEach((joint, point) => {
    const [x, y, z] = scale(fromPalm(hand, joint, view, breadth), view.scale);
    const nearness = pixelsPerMetre / (distance - z);
    landmarks[point * 3] = width / 2 + (isLeft ? -1 : 1) * (x + view.x) * nearness;
    landmarks[point * 3 + 1] = height / 2 - (y + view.y) * nearness;
  });
  return landmarks;
}
