/** What happens in a clip: the hand comes in from below, makes and holds one letter after the other, and leaves. */
import { createRandom, type Random } from "../random.ts";
import { type Clip, FRAMES_PER_SECOND } from "./clips.ts";
import { bendHand, type Skeleton } from "./kinematics.ts";
import { blendAngles, letterAngles, varyAngles } from "./letter-pose.ts";
import { type HandAngles, LETTERS, type Letter, type LetterName, REST, type Turn } from "./poses.ts";
import type { View } from "./renderer.ts";

/** When the hand is in the picture, and when it makes its first letter, in seconds. */
const ENTERED = 0.7;
const FIRST_SIGNED = 1.1;
/** A letter alone is held longer than one of a word. */
const HELD_ALONE_SECONDS = 1.7;
const HELD_IN_WORD_SECONDS = 0.7;
const CHANGE_SECONDS = 0.4;
/** From the end of the last letter. */
const LEAVING_SECONDS = 0.7;

/** Metres below the middle at which the hand is out of the picture. */
const OUTSIDE = 0.34;
/** Metres that a letter slides aside to be signed again. */
const SLIDE = 0.08;
const SCALE = 1.2;
/** How far a signer's joints are from the letter as it is written down, in degrees. */
const JOINT_ERROR = 1.5;

/** A letter from the beginning of the movement into it to the end of its hold, in seconds. */
interface SignedLetter {
  readonly name: LetterName;
  readonly from: number;
  readonly signed: number;
  readonly until: number;
}

export interface Moment {
  readonly hand: Skeleton;
  readonly view: View;
}

/** The letters of a clip with the frames in which each is held still. */
export const heldFramesOf = (clip: Clip) =>
  scheduleOf(clip).map(({ name, signed, until }) => ({
    label: name,
    from: Math.ceil(signed * FRAMES_PER_SECOND),
    to: Math.floor(until * FRAMES_PER_SECOND),
  }));

export const frameCountOf = (clip: Clip): number =>
  Math.round((leavingAt(scheduleOf(clip)) + LEAVING_SECONDS) * FRAMES_PER_SECOND);

/** The hand in each frame. It is never quite still: it sways and bends a little, the same way in every run. */
export function momentsOf(rest: Skeleton, clip: Clip): Moment[] {
  const { yaw, pitch, seed } = clip;
  const schedule = scheduleOf(clip);
  const leaving = leavingAt(schedule);
  const random = createRandom(seed);
  const phases = Array.from({ length: 6 }, () => random.between(0, 2 * Math.PI));
  const sway = (index: number, seconds: number, size: number): number =>
    size * Math.sin(2 * Math.PI * (0.5 + 0.17 * index) * seconds + (phases[index] ?? 0));
  const poses = schedule.map((letter) => ({ ...letter, ...poseOf(rest, letter.name, random) }));
  const slides = schedule.filter(({ name }, index) => name === schedule[index - 1]?.name);

  return Array.from({ length: frameCountOf(clip) }, (_, frame) => {
    const seconds = frame / FRAMES_PER_SECOND;
    const raised = smooth(seconds / ENTERED) - smooth((seconds - leaving) / LEAVING_SECONDS);
    const leftAgain = smooth((seconds - leaving) / CHANGE_SECONDS);
    const bend = 0.5 + sway(5, seconds, 0.5);
    let angles: HandAngles = REST;
    let turn = UPRIGHT;
    for (const { from, signed, oneWay, otherWay, turn: turned } of poses) {
      const share = smooth((seconds - from) / (signed - from));
      angles = blendAngles(angles, blendAngles(oneWay, otherWay, bend), share);
      turn = blendTurns(turn, turned, share);
    }
    angles = blendAngles(angles, REST, leftAgain);
    turn = blendTurns(turn, UPRIGHT, leftAgain);
    const slid = slides.reduce(
      (sum, { from, signed }) => sum + smooth((seconds - from) / (signed - from)),
      0,
    );
    const view: View = {
      x: 0.01 + SLIDE * (slides.length / 2 - slid) + sway(0, seconds, 0.003),
      y: -0.01 - OUTSIDE * (1 - raised) + sway(1, seconds, 0.003),
      scale: SCALE,
      yaw: yaw + turn.yaw + sway(2, seconds, 1.5),
      pitch: pitch + turn.pitch + sway(3, seconds, 1.5) - 15 * (1 - raised),
      roll: turn.roll + sway(4, seconds, 1.5) + 12 * (1 - raised),
    };
    return { hand: bendHand(rest, angles), view };
  });
}

function scheduleOf({ letters }: Clip): SignedLetter[] {
  const held = letters.length > 1 ? HELD_IN_WORD_SECONDS : HELD_ALONE_SECONDS;
  return letters.map((name, index) => {
    const signed = FIRST_SIGNED + index * (held + CHANGE_SECONDS);
    const from = index === 0 ? ENTERED / 2 : signed - CHANGE_SECONDS;
    return { name, from, signed, until: signed + held };
  });
}

const leavingAt = (schedule: readonly SignedLetter[]): number => schedule.at(-1)?.until ?? 0;

/** A letter as this signer makes it: never twice quite alike, so somewhere between two poses. */
function poseOf(rest: Skeleton, name: LetterName, random: Random) {
  const letter: Letter = LETTERS[name];
  const written = letterAngles(rest, letter);
  const oneWay = varyAngles(written, JOINT_ERROR, random);
  const otherWay = varyAngles(written, JOINT_ERROR, random);
  return { oneWay, otherWay, turn: letter.turn ?? UPRIGHT };
}

const UPRIGHT: Turn = { yaw: 0, pitch: 0, roll: 0 };

const blendTurns = (a: Turn, b: Turn, share: number): Turn => ({
  yaw: a.yaw + (b.yaw - a.yaw) * share,
  pitch: a.pitch + (b.pitch - a.pitch) * share,
  roll: a.roll + (b.roll - a.roll) * share,
});

/** 0 before, 1 after, with soft ends in between. */
function smooth(share: number): number {
  const clamped = Math.max(0, Math.min(1, share));
  return clamped * clamped * (3 - 2 * clamped);
}
