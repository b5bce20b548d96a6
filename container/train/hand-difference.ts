/** How much two hands differ in the picture's plane. */
import { LANDMARK_COUNT } from "../../shared/contract/hand.ts";
import { mirrorLandmarks } from "../../shared/signs/features.ts";
import { handSize } from "./augment.ts";

/** Landmarks of each finger, the thumb first, one after the other from landmark 1 on. */
export const JOINTS_PER_FINGER = 4;

/** The wrist at the origin, the hand's size 1. */
export function normalised(landmarks: Float32Array): Float32Array {
  const size = handSize(landmarks);
  return landmarks.map((value, index) => (value - (landmarks[index % 3] as number)) / size);
}

/** Mean distance of the landmarks. */
export function difference(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < LANDMARK_COUNT * 3; at += 3) {
    sum += Math.hypot((a[at] as number) - (b[at] as number), (a[at + 1] as number) - (b[at + 1] as number));
  }
  return sum / LANDMARK_COUNT;
}

/** A source may hold left and right hands: of the hand and its mirror image the one that is more like `hand`. */
export function nearer(hand: Float32Array, other: Float32Array): Float32Array {
  const mirrored = mirrorLandmarks(other);
  return difference(hand, mirrored) < difference(hand, other) ? mirrored : other;
}

/** The hands, normalised, and what a mirror shows of them. */
export const withMirrorImages = (hands: readonly Float32Array[]): Float32Array[] =>
  hands.map(normalised).flatMap((hand) => [hand, mirrorLandmarks(hand)]);

/**
 * Whether every finger of the hand is about where one of the normalised hands has it.
 * @param within Root mean square distance of a finger's landmarks, in hand sizes.
 */
export function looksLikeAny(hand: Float32Array, others: readonly Float32Array[], within: number): boolean {
  const own = normalised(hand);
  const most = within * within * JOINTS_PER_FINGER;
  return others.some((other) => {
    for (let finger = 1; finger < LANDMARK_COUNT; finger += JOINTS_PER_FINGER) {
      let sum = 0;
      for (let at = finger * 3; at < (finger + JOINTS_PER_FINGER) * 3; at += 3) {
        const x = (own[at] as number) - (other[at] as number);
        const y = (own[at + 1] as number) - (other[at + 1] as number);
        sum += x * x + y * y;
      }
      if (sum > most) return false;
    }
    return true;
  });
}
