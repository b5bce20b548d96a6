/** What a hand does in time, put together from parts that follow one another. No drawing, no files. */
import { blendAngles } from "../letter-pose.ts";
import type { HandAngles, Turn } from "../poses.ts";

/** A posed hand in its place: metres from the picture's middle, degrees. */
export interface Pose extends Turn {
  readonly angles: HandAngles;
  readonly x: number;
  readonly y: number;
}

export interface Part {
  readonly seconds: number;
  /** The hand at a share of the part, 0 to 1. */
  readonly at: (share: number) => Pose;
}

export const secondsOf = (parts: readonly Part[]): number =>
  parts.reduce((sum, { seconds }) => sum + seconds, 0);

/** The hand at a time; before the first part and after the last it stays where they begin and end. */
export function poseAt(parts: readonly Part[], seconds: number): Pose {
  let start = 0;
  for (const [index, part] of parts.entries()) {
    const isLast = index === parts.length - 1;
    if (seconds < start + part.seconds || isLast) {
      return part.at(clamp((seconds - start) / Math.max(part.seconds, 1e-6)));
    }
    start += part.seconds;
  }
  throw new Error("A performance has at least one part");
}

export const hold = (pose: Pose, seconds: number): Part => ({ seconds, at: () => pose });

/** From rest to rest. The fingers are there after `shaped` of the way. */
export const move = (from: Pose, to: Pose, seconds: number, shaped = 1): Part => ({
  seconds,
  at: (share) => ({
    ...blendPoses(from, to, smooth(share)),
    angles: blendAngles(from.angles, to.angles, smooth(share / shaped)),
  }),
});

/** On through every pose without a stop, the same time between any two: a Catmull-Rom curve. */
export function glide(poses: readonly Pose[], seconds: number): Part {
  const pose = (index: number): Pose => poses[Math.max(0, Math.min(poses.length - 1, index))] as Pose;
  return {
    seconds,
    at: (share) => {
      const place = share * (poses.length - 1);
      const index = Math.min(poses.length - 2, Math.floor(place));
      const within = place - index;
      const blended = blendPoses(pose(index), pose(index + 1), within);
      const along = (read: (pose: Pose) => number): number =>
        catmullRom([-1, 0, 1, 2].map((step) => read(pose(index + step))) as Four, within);
      return { ...blended, x: along(({ x }) => x), y: along(({ y }) => y) };
    },
  };
}

const blendPoses = (from: Pose, to: Pose, share: number): Pose => {
  const between = (read: (pose: Pose) => number): number => read(from) + (read(to) - read(from)) * share;
  return {
    angles: blendAngles(from.angles, to.angles, share),
    x: between(({ x }) => x),
    y: between(({ y }) => y),
    yaw: between(({ yaw }) => yaw),
    pitch: between(({ pitch }) => pitch),
    roll: between(({ roll }) => roll),
  };
};

/** 0 before, 1 after, with soft ends in between. */
export function smooth(share: number): number {
  const clamped = clamp(share);
  return clamped * clamped * (3 - 2 * clamped);
}

const clamp = (share: number): number => Math.max(0, Math.min(1, share));

type Four = [before: number, from: number, to: number, after: number];

const catmullRom = ([before, from, to, after]: Four, t: number): number =>
  from +
  0.5 *
    t *
    (to - before + t * (2 * before - 5 * from + 4 * to - after + t * (3 * (from - to) + after - before)));
