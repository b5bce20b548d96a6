/** Films of constructed hands, frame by frame. */
import type { Handedness } from "../../../shared/contract/hand.ts";
import type { SeenHand, TrackedFrame } from "../../../shared/signs/hand-tracks.ts";
import { constructHand, type HandShape } from "./constructed-hand.ts";

export const seenHand = (landmarks: Float32Array, handedness: Handedness = "Right"): SeenHand => ({
  handedness,
  score: 0.95,
  landmarks,
});

/** A stretch of film: a hand that is still or moves sideways by `speed` pixels a second, or no hand at all. */
export interface Part {
  readonly shape: HandShape | undefined;
  readonly seconds: number;
  readonly speed?: number;
}

export function film(parts: readonly Part[], framesPerSecond = 15, startX = 300): TrackedFrame[] {
  const frames: TrackedFrame[] = [];
  let x = startX;
  for (const { shape, seconds, speed = 0 } of parts) {
    for (let frame = 0; frame < seconds * framesPerSecond; frame++) {
      x += speed / framesPerSecond;
      frames.push({
        seconds: frames.length / framesPerSecond,
        hands: shape ? [seenHand(constructHand(shape, x, 300))] : [],
      });
    }
  }
  return frames;
}
