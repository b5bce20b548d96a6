/** Films of constructed hands, frame by frame. */
import { createRandom } from "../../../container/train/random.ts";
import type { Handedness } from "../../../shared/contract/hand.ts";
import type { SeenHand, TrackedFrame } from "../../../shared/signs/hand-tracks.ts";
import { constructHand, type HandShape } from "./constructed-hand.ts";

export const seenHand = (landmarks: Float32Array, handedness: Handedness = "Right"): SeenHand => ({
  handedness,
  score: 0.95,
  landmarks,
});

type Point = readonly [x: number, y: number];

/** A stretch of film: a hand that is still, moves sideways by `speed` pixels a second or follows a path, or no hand at all. */
export interface Part {
  readonly shape: HandShape | undefined;
  readonly seconds: number;
  readonly speed?: number;
  /** Corners in pixels from where the hand is, at even speed. */
  readonly path?: readonly Point[];
}

/** J and Z as a right hand draws them before a camera. */
export const J_PATH: readonly Point[] = [
  [0, 0],
  [0, 130],
  [25, 165],
  [65, 150],
  [75, 110],
];
export const Z_PATH: readonly Point[] = [
  [0, 0],
  [-130, 0],
  [0, 140],
  [-130, 140],
];

export function film(parts: readonly Part[], framesPerSecond = 15, startX = 300): TrackedFrame[] {
  const frames: TrackedFrame[] = [];
  let [x, y] = [startX, 300];
  for (const { shape, seconds, speed = 0, path } of parts) {
    const [startX, startY] = [x, y];
    const count = Math.ceil(seconds * framesPerSecond);
    for (let frame = 1; frame <= count; frame++) {
      x += speed / framesPerSecond;
      if (path) {
        const [along, down] = placeOn(path, frame / count);
        [x, y] = [startX + along, startY + down];
      }
      frames.push({
        seconds: frames.length / framesPerSecond,
        hands: shape ? [seenHand(constructHand(shape, x, y))] : [],
      });
    }
  }
  return frames;
}

/** Pixels, of hands whose palms are 100 long: the standard deviation of landmarks that are seen badly. */
const JITTER = 4.5;

/** The film as in low light: every landmark is a little elsewhere in each frame. */
export function inLowLight(frames: readonly TrackedFrame[]): TrackedFrame[] {
  const random = createRandom(1);
  const shaken = (hand: SeenHand): SeenHand => ({
    ...hand,
    landmarks: hand.landmarks.map((value) => value + JITTER * random.normal()),
  });
  return frames.map((frame) => ({ ...frame, hands: frame.hands.map(shaken) }));
}

function placeOn(path: readonly Point[], share: number): Point {
  const strokes = path.slice(1).map((end, index) => {
    const [x, y] = path[index] as Point;
    return {
      from: [x, y],
      by: [end[0] - x, end[1] - y],
      length: Math.hypot(end[0] - x, end[1] - y),
    } as const;
  });
  let left = share * strokes.reduce((sum, { length }) => sum + length, 0);
  for (const { from, by, length } of strokes) {
    if (left <= length) return [from[0] + (by[0] * left) / length, from[1] + (by[1] * left) / length];
    left -= length;
  }
  return path.at(-1) as Point;
}
