import {
  FINGER_JOINTS,
  type Joint,
  type Skeleton,
  THUMB_JOINTS,
} from "../../../container/train/render/kinematics.ts";
import { FINGERS } from "../../../shared/signs/hand-measures.ts";

/** Of the knuckles and the wrist's end of the fingers, in metres towards the little finger. */
const ASIDE = { index: -0.024, middle: -0.003, ring: 0.016, little: 0.034 };
/** From the wrist's end to the knuckle, then from joint to joint. */
const BONES = [0, 0.065, 0.045, 0.026, 0.022];
/** Bones along their own -Z, the back of the hand along their own +Y, in the model's frame. */
const ALONG_FINGERS: Joint["rotation"] = [-0.5, -0.5, -0.5, 0.5];

/** A made-up flat hand with the joints of the model's. */
export function flatHand(): Skeleton {
  const hand: Record<string, Joint> = {};
  const chain = (names: readonly string[], aside: number, from: number, bones: readonly number[]): void => {
    let along = from;
    names.forEach((name, index) => {
      along += bones[index] ?? 0;
      hand[name] = { position: [0, -along, aside], rotation: ALONG_FINGERS };
    });
  };
  for (const finger of FINGERS) chain(FINGER_JOINTS[finger], ASIDE[finger], 0.02, BONES);
  chain(THUMB_JOINTS, -0.04, 0, [0, 0.045, 0.032, 0.027]);
  chain(["wrist"], 0, 0, [0]);
  return hand;
}
