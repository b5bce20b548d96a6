/** Nobody's hand has the proportions of the model's. */
import { FINGERS } from "../../../shared/signs/hand-measures.ts";
import type { Random } from "../random.ts";
import { add, FINGER_JOINTS, jointOf, type Skeleton, scale, subtract, THUMB_JOINTS } from "./kinematics.ts";

/**
 * Length of the thumb and of the fingers, and how far one finger is from the others, relative to the model's, whose thumb is
 * shorter and whose fingers are longer for its palm than those of signers.
 */
const THUMB = { from: 1.05, to: 1.25 };
const FINGER = { from: 0.84, to: 1.02 };
const ONE_FINGER = 0.03;

/** A flat hand with a thumb and fingers of other lengths; the palm stays as it is. */
export function withProportions(rest: Skeleton, random: Random): Skeleton {
  const fingers = random.between(FINGER.from, FINGER.to);
  return Object.assign(
    { ...rest },
    lengthened(rest, THUMB_JOINTS, random.between(THUMB.from, THUMB.to)),
    ...FINGERS.map((finger) =>
      lengthened(rest, FINGER_JOINTS[finger].slice(1), fingers + ONE_FINGER * random.normal()),
    ),
  );
}

/** The joints of a finger, each as many times as far from the first one. */
function lengthened(rest: Skeleton, names: readonly string[], times: number): Skeleton {
  const root = jointOf(rest, names[0] as string).position;
  return Object.fromEntries(
    names.map((name) => {
      const joint = jointOf(rest, name);
      return [name, { ...joint, position: add(root, scale(subtract(joint.position, root), times)) }];
    }),
  );
}
