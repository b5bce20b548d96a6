/** Forward kinematics of the rigged hand: joint angles in, joint places out. No browser, no files. */
import { FINGERS, type Finger } from "../../../shared/signs/hand-measures.ts";
import type { FingerAngles } from "./finger-shapes.ts";
import type { HandAngles, ThumbAngles } from "./poses.ts";

export type Vector = readonly [x: number, y: number, z: number];
/** Unit quaternion. */
export type Quaternion = readonly [x: number, y: number, z: number, w: number];

/** Place in metres and direction, in the model's frame. A bone points along its own -Z, its back along its own +Y. */
export interface Joint {
  readonly position: Vector;
  readonly rotation: Quaternion;
}

/** The joints of a hand by the model's names, e.g. `index-finger-tip`. */
export type Skeleton = Readonly<Record<string, Joint>>;

/** The model's names of a finger's joints, from the wrist outwards. */
export const FINGER_JOINTS: Readonly<Record<Finger, readonly string[]>> = {
  index: jointsOf("index-finger"),
  middle: jointsOf("middle-finger"),
  ring: jointsOf("ring-finger"),
  little: jointsOf("pinky-finger"),
};

const THUMB_ROOT = "thumb-metacarpal";
export const THUMB_JOINTS: readonly string[] = [
  THUMB_ROOT,
  "thumb-phalanx-proximal",
  "thumb-phalanx-distal",
  "thumb-tip",
];

/** No joint of the model: the middle of the ball of the thumb, as a share of the way from the wrist to the thumb's root. */
const BALL = "ball-of-thumb";
const BALL_PLACE = 0.35;
/** How much of what bends the thumb at its root bends the ball. */
const BALL_SHARE = 0.5;

function jointsOf(finger: string): string[] {
  const bones = ["metacarpal", "phalanx-proximal", "phalanx-intermediate", "phalanx-distal", "tip"];
  return bones.map((bone) => `${finger}-${bone}`);
}

/** The hand with its joints bent; `rest` is the flat hand. Throws when a joint is missing from the skeleton. */
export function bendHand(rest: Skeleton, angles: HandAngles): Skeleton {
  const bent: Record<string, Joint> = { ...rest };
  for (const finger of FINGERS) {
    Object.assign(bent, bendChain(rest, FINGER_JOINTS[finger], fingerBends(angles[finger])));
  }
  return Object.assign(bent, bendThumb(rest, angles.thumb));
}

/**
 * The thumb's joints alone. The ball of the thumb takes part in what turns the first bone: a thumb that is laid across the
 * palm begins further in.
 */
export function bendThumb(rest: Skeleton, [flexion, spread, twist, knuckle, outer]: ThumbAngles): Skeleton {
  const root = jointOf(rest, THUMB_ROOT);
  const wrist = jointOf(rest, "wrist").position;
  const ball = { ...root, position: add(wrist, scale(subtract(root.position, wrist), BALL_PLACE)) };
  const bends = [
    turn(-flexion * BALL_SHARE, spread * BALL_SHARE, 0),
    turn(-flexion * (1 - BALL_SHARE), spread * (1 - BALL_SHARE), twist),
    turn(-knuckle, 0, 0),
    turn(-outer, 0, 0),
  ];
  const { [BALL]: _, ...thumb } = bendChain({ ...rest, [BALL]: ball }, [BALL, ...THUMB_JOINTS], bends);
  return thumb;
}

function fingerBends([spread, knuckle, middle, outer]: FingerAngles): Quaternion[] {
  return [turn(0, 0, 0), turn(-knuckle, spread, 0), turn(-middle, 0, 0), turn(-outer, 0, 0)];
}

/** In the model the joints are siblings, so each is carried along by the one before it in its finger. */
function bendChain(rest: Skeleton, names: readonly string[], bends: readonly Quaternion[]): Skeleton {
  const bent: Record<string, Joint> = {};
  let before: { readonly rest: Joint; readonly bent: Joint } | undefined;
  names.forEach((name, index) => {
    const joint = jointOf(rest, name);
    const carried = before ? carry(joint, before.rest, before.bent) : joint;
    const bend = bends[index];
    const placed = bend ? { ...carried, rotation: multiply(carried.rotation, bend) } : carried;
    bent[name] = placed;
    before = { rest: joint, bent: placed };
  });
  return bent;
}

/** Where `joint` comes to lie when `from`, which it is fixed to, moves to `to`. */
function carry(joint: Joint, from: Joint, to: Joint): Joint {
  const turned = multiply(to.rotation, inverse(from.rotation));
  const arm = rotate(turned, subtract(joint.position, from.position));
  return { position: add(to.position, arm), rotation: multiply(turned, joint.rotation) };
}

export function jointOf(skeleton: Skeleton, name: string): Joint {
  const joint = skeleton[name];
  if (!joint) throw new Error(`The hand has no joint ${name}`);
  return joint;
}

/**
 * A place in the frame of a right hand whose palm faces the viewer: x towards the thumb, y towards the finger tips, z
 * towards the viewer. In the model fingers point along -Y and the palm looks along -X.
 */
export const toPalmFrame = ([x, y, z]: Vector): Vector => [-z, -y, -x];

/** The joint's place in the palm's frame, in millimetres. */
export const placeMm = (hand: Skeleton, joint: string): Vector =>
  scale(toPalmFrame(jointOf(hand, joint).position), 1000);

export const add = (a: Vector, b: Vector): Vector => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
export const subtract = (a: Vector, b: Vector): Vector => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
export const scale = (a: Vector, by: number): Vector => [a[0] * by, a[1] * by, a[2] * by];
export const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

export function multiply([ax, ay, az, aw]: Quaternion, [bx, by, bz, bw]: Quaternion): Quaternion {
  return [
    aw * bx + ax * bw + ay * bz - az * by,
    aw * by - ax * bz + ay * bw + az * bx,
    aw * bz + ax * by - ay * bx + az * bw,
    aw * bw - ax * bx - ay * by - az * bz,
  ];
}

const inverse = ([x, y, z, w]: Quaternion): Quaternion => [-x, -y, -z, w];

export function rotate(q: Quaternion, [x, y, z]: Vector): Vector {
  const [rx, ry, rz] = multiply(multiply(q, [x, y, z, 0]), inverse(q));
  return [rx, ry, rz];
}

/** Turns in degrees about the joint's own axes: first Y (sideways), then X (bending), then Z (along the bone). */
export function turn(aboutX: number, aboutY: number, aboutZ: number): Quaternion {
  const half = (degrees: number): [sine: number, cosine: number] => {
    const angle = (degrees * Math.PI) / 360;
    return [Math.sin(angle), Math.cos(angle)];
  };
  const [sx, cx] = half(aboutX);
  const [sy, cy] = half(aboutY);
  const [sz, cz] = half(aboutZ);
  return multiply(multiply([0, sy, 0, cy], [sx, 0, 0, cx]), [0, 0, sz, cz]);
}
