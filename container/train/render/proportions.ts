/** Nobody's hand has the proportions of the model's. */
import { FINGERS } from "../../../shared/signs/hand-measures.ts";
import type { Random } from "../random.ts";
import {
  add,
  FINGER_JOINTS,
  jointOf,
  type Skeleton,
  scale,
  subtract,
  THUMB_JOINTS,
  type Vector,
} from "./kinematics.ts";

/** The shortest and the longest, relative to the model's. */
interface Lengths {
  readonly from: number;
  readonly to: number;
}

/** The model's fingers are longer for its palm than those of signers. */
const FINGER: Lengths = { from: 0.84, to: 1.02 };
/** The thumb's bones from the wrist outwards: the model's first bone begins in the middle of the ball of the thumb. */
const THUMB: readonly Lengths[] = [
  { from: 1.25, to: 1.5 },
  { from: 0.97, to: 1.17 },
  { from: 0.9, to: 1.1 },
];
/** To where the thumb begins instead: in metres, in the model's frame. */
const THUMB_ROOT_SHIFT: Vector = [0.003, 0.007, 0.006];
/** How far one bone's or finger's length is from what the hand's others are like. */
const ONE_BONE = 0.03;

/** A flat hand with a thumb and fingers of other lengths; the palm stays as it is. */
export function withProportions(rest: Skeleton, random: Random): Skeleton {
  const share = random.next();
  const length = ({ from, to }: Lengths): number => from + share * (to - from) + ONE_BONE * random.normal();
  return Object.assign(
    { ...rest },
    withBones(rest, THUMB_JOINTS, THUMB.map(length), THUMB_ROOT_SHIFT),
    ...FINGERS.map((finger) => {
      const [, ...joints] = FINGER_JOINTS[finger];
      const times = length(FINGER);
      return withBones(
        rest,
        joints,
        joints.slice(1).map(() => times),
      );
    }),
  );
}

/** The joints of a finger, each so many times as far from the one before it, and all of them moved with the first. */
function withBones(
  rest: Skeleton,
  names: readonly string[],
  times: readonly number[],
  moved: Vector = [0, 0, 0],
): Skeleton {
  const placed: Record<string, Skeleton[string]> = {};
  let end: Vector = [0, 0, 0];
  names.forEach((name, index) => {
    const joint = jointOf(rest, name);
    const before = names[index - 1];
    end = before
      ? add(end, scale(subtract(joint.position, jointOf(rest, before).position), times[index - 1] ?? 1))
      : add(joint.position, moved);
    placed[name] = { ...joint, position: end };
  });
  return placed;
}
