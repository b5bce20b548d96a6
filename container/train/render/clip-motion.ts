/** What happens in a clip: the hand comes in from below, makes the letter, holds it, and leaves. */
import { createRandom } from "../random.ts";
import { type Clip, FRAMES_PER_SECOND } from "./clips.ts";
import { bendHand, type Skeleton } from "./kinematics.ts";
import { blendAngles, letterAngles, varyAngles } from "./letter-pose.ts";
import { LETTERS, type Letter, REST } from "./poses.ts";
import type { View } from "./renderer.ts";

/** When each part ends, in seconds. */
const ENTERED = 0.7;
const SIGNED = 1.1;
const HELD = 2.8;
const ENDED = 3.5;
const LETTER_LEFT_SECONDS = 0.4;

/** The frames in which the letter is held still. */
export const HELD_FRAMES = {
  from: Math.ceil(SIGNED * FRAMES_PER_SECOND),
  to: Math.floor(HELD * FRAMES_PER_SECOND),
};
export const FRAME_COUNT = Math.round(ENDED * FRAMES_PER_SECOND);

/** Metres below the middle at which the hand is out of the picture. */
const OUTSIDE = 0.34;
const SCALE = 1.2;
/** How far a signer's joints are from the letter as it is written down, in degrees. */
const JOINT_ERROR = 1.5;

export interface Moment {
  readonly hand: Skeleton;
  readonly view: View;
}

/** The hand in each frame. It is never quite still: it sways and bends a little, the same way in every run. */
export function momentsOf(rest: Skeleton, { letter: name, yaw, pitch, seed }: Clip): Moment[] {
  const letter: Letter = LETTERS[name];
  const random = createRandom(seed);
  const phases = Array.from({ length: 6 }, () => random.between(0, 2 * Math.PI));
  const sway = (index: number, seconds: number, size: number): number =>
    size * Math.sin(2 * Math.PI * (0.5 + 0.17 * index) * seconds + (phases[index] ?? 0));
  const signed = letterAngles(rest, letter);
  const oneWay = varyAngles(signed, JOINT_ERROR, random);
  const otherWay = varyAngles(signed, JOINT_ERROR, random);

  return Array.from({ length: FRAME_COUNT }, (_, frame) => {
    const seconds = frame / FRAMES_PER_SECOND;
    const raised = smooth(seconds / ENTERED) - smooth((seconds - HELD) / (ENDED - HELD));
    const share =
      smooth((seconds - ENTERED / 2) / (SIGNED - ENTERED / 2)) -
      smooth((seconds - HELD) / LETTER_LEFT_SECONDS);
    const angles = blendAngles(oneWay, otherWay, 0.5 + sway(5, seconds, 0.5));
    const view: View = {
      x: 0.01 + sway(0, seconds, 0.003),
      y: -0.01 - OUTSIDE * (1 - raised) + sway(1, seconds, 0.003),
      scale: SCALE,
      yaw: yaw + share * (letter.turn?.yaw ?? 0) + sway(2, seconds, 1.5),
      pitch: pitch + share * (letter.turn?.pitch ?? 0) + sway(3, seconds, 1.5) - 15 * (1 - raised),
      roll: share * (letter.turn?.roll ?? 0) + sway(4, seconds, 1.5) + 12 * (1 - raised),
    };
    return { hand: bendHand(rest, blendAngles(REST, angles, share)), view };
  });
}

/** 0 before, 1 after, with soft ends in between. */
function smooth(share: number): number {
  const clamped = Math.max(0, Math.min(1, share));
  return clamped * clamped * (3 - 2 * clamped);
}
