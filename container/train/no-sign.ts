/** Hands that show no letter: between two letters of one signer, as a hand is on its way from one to the other. */
import { LANDMARK_COUNT } from "../../shared/contract/hand.ts";
import { mirrorLandmarks } from "../../shared/signs/features.ts";
import { handSize } from "./augment.ts";
import type { Sample } from "./dataset.ts";
import type { Random } from "./random.ts";

/** Letters that differ less, in hand sizes a landmark, have nothing between them that is not one of the two. */
const LEAST_DIFFERENCE = 0.22;
/** Share of the way from one letter to the other. */
const MIDWAY = { from: 0.35, to: 0.65 };
const TRIES = 30;

/** @param samples Of one source. Undefined when its letters are too much alike. */
export function betweenLetters(samples: readonly Sample[], random: Random): Float32Array | undefined {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const one = samples[random.below(samples.length)] as Sample;
    const other = samples[random.below(samples.length)] as Sample;
    if (one.label === other.label) continue;
    const start = normalised(one.landmarks);
    const end = nearer(start, normalised(other.landmarks));
    if (difference(start, end) < LEAST_DIFFERENCE) continue;
    const share = random.between(MIDWAY.from, MIDWAY.to);
    return start.map((value, index) => value + share * ((end[index] as number) - value));
  }
  return undefined;
}

/** A source may hold left and right hands: of the hand and its mirror image the one that is more like `hand`. */
function nearer(hand: Float32Array, other: Float32Array): Float32Array {
  const mirrored = mirrorLandmarks(other);
  return difference(hand, mirrored) < difference(hand, other) ? mirrored : other;
}

/** The wrist at the origin, the hand's size 1. */
function normalised(landmarks: Float32Array): Float32Array {
  const size = handSize(landmarks);
  return landmarks.map((value, index) => (value - (landmarks[index % 3] as number)) / size);
}

/** Mean distance of the landmarks in the picture's plane. */
function difference(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < LANDMARK_COUNT * 3; at += 3) {
    sum += Math.hypot((a[at] as number) - (b[at] as number), (a[at + 1] as number) - (b[at + 1] as number));
  }
  return sum / LANDMARK_COUNT;
}
