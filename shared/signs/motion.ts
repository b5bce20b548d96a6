import { LANDMARK_COUNT } from "../contract/hand.ts";

/** Hand sizes a second at which a hand counts as half settled: signers hold a letter more still than this. */
const HALF_SETTLED_SPEED = 0.8;

/** Longest time that one frame stands for, so that a gap in a video does not count as a hold. */
export const MAX_FRAME_SECONDS = 0.25;

/**
 * Landmarks jitter in low light. From frame to frame that looks like a moving hand; over this time it does not add up to one,
 * as a hand does that moves.
 */
export const CALM_SECONDS = 0.12;

export interface Moment {
  /** Seconds. */
  readonly at: number;
  /** 63 values, the same unit along x and y. */
  readonly landmarks: Float32Array;
}

/** Mean speed of the landmarks between two moments, in hand sizes (wrist to middle knuckle) a second. */
function handSpeed(a: Moment, b: Moment): number {
  const between = (p: Float32Array, i: number, q: Float32Array, j: number): number =>
    Math.hypot(
      (p[i * 3] as number) - (q[j * 3] as number),
      (p[i * 3 + 1] as number) - (q[j * 3 + 1] as number),
    );
  let travelled = 0;
  for (let point = 0; point < LANDMARK_COUNT; point++) {
    travelled += between(a.landmarks, point, b.landmarks, point) / LANDMARK_COUNT;
  }
  const size = Math.max(
    between(a.landmarks, 0, a.landmarks, 9),
    between(b.landmarks, 0, b.landmarks, 9),
    1e-6,
  );
  return travelled / size / Math.max(Math.abs(b.at - a.at), 1e-3);
}

/**
 * 1 for a hand at rest, 1/2 at HALF_SETTLED_SPEED, towards 0 for a moving one: between a moment and those of others at which it
 * is steadiest; 0 if none is within `farthest` seconds.
 */
export function steadinessOf(
  moment: Moment,
  others: readonly (Moment | undefined)[],
  farthest: number,
): number {
  const steadiness = others.map((other) =>
    other && Math.abs(other.at - moment.at) <= farthest
      ? 1 / (1 + (handSpeed(other, moment) / HALF_SETTLED_SPEED) ** 4)
      : 0,
  );
  return Math.max(...steadiness, 0);
}

/** Seconds of movement after which 1/e of the rest before still counts. */
const REST_FORGOTTEN_SECONDS = 0.05;

/**
 * The longest that a hand rests, in settled seconds. A hand that shakes does not add up its turning points: the movement in
 * between makes the rest before forgotten.
 * @param frames How long each stands for, and how calm the hand is in it, 0 to 1; in the order of time.
 */
export function longestRest(frames: readonly { readonly seconds: number; readonly calm: number }[]): number {
  let rest = 0;
  let longest = 0;
  for (const { seconds, calm } of frames) {
    const moving = Math.max(0, 1 - 2 * calm);
    rest = rest * Math.exp((-seconds * moving) / REST_FORGOTTEN_SECONDS) + seconds * calm;
    longest = Math.max(longest, rest);
  }
  return longest;
}
