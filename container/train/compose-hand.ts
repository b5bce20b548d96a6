import { LANDMARK_COUNT } from "../../shared/contract/hand.ts";
import type { Sample } from "./dataset.ts";
import { JOINTS_PER_FINGER, nearer, normalised } from "./hand-difference.ts";
import type { Random } from "./random.ts";

/** The wrist and the fingers' knuckles, which fingers do not move. */
const PALM = [0, 5, 9, 13, 17] as const;
/** Palms that fit worse, of the palm's own size, are seen from too different sides. */
const WORST_FIT = 0.35;
const DONORS = 2;
/** How often a finger is somewhere on the way to the donor's, and not where the donor has it. */
const BLENDED = 0.5;
const TRIES = 30;

/**
 * A hand with fingers of up to three hands of a signer: a thumb up, a pinch, fingers half bent. Its shape may by chance be a
 * letter's.
 * @param samples Of one source. Undefined when their palms do not fit.
 */
export function composeHand(samples: readonly Sample[], random: Random): Float32Array | undefined {
  const anyHand = (): Float32Array => normalised((samples[random.below(samples.length)] as Sample).landmarks);
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const hand = anyHand();
    const donors = Array.from({ length: DONORS }, () => laidOver(hand, nearer(hand, anyHand())));
    if (donors.some((donor) => !donor)) continue;
    for (let joint = 1; joint < LANDMARK_COUNT; joint += JOINTS_PER_FINGER) {
      const donor = donors[random.below(DONORS + 1)];
      if (donor) moveFinger(hand, donor, joint, random.next() < BLENDED ? random.next() : 1);
    }
    return hand;
  }
  return undefined;
}

function moveFinger(hand: Float32Array, donor: Float32Array, firstJoint: number, share: number): void {
  for (let at = firstJoint * 3; at < (firstJoint + JOINTS_PER_FINGER) * 3; at++) {
    hand[at] = (hand[at] as number) + share * ((donor[at] as number) - (hand[at] as number));
  }
}

/**
 * `other` moved, turned and scaled in the picture's plane so that its palm lies on that of `hand`, by least squares; undefined
 * if it does not fit.
 */
function laidOver(hand: Float32Array, other: Float32Array): Float32Array | undefined {
  const [own, its] = [palmOf(hand), palmOf(other)];
  // A plane turn with a scale is a product of complex numbers.
  let [real, imaginary, size] = [0, 0, 1e-9];
  own.arms.forEach(([x, y], index) => {
    const [u, v] = its.arms[index] as Place;
    real += x * u + y * v;
    imaginary += y * u - x * v;
    size += u * u + v * v;
  });
  const [cosine, sine] = [real / size, imaginary / size];
  const turned = ([u, v]: Place): Place => [cosine * u - sine * v, sine * u + cosine * v];

  let [misfit, span] = [0, 0];
  own.arms.forEach(([x, y], index) => {
    const [u, v] = turned(its.arms[index] as Place);
    misfit += Math.hypot(x - u, y - v);
    span += Math.hypot(x, y);
  });
  if (misfit > WORST_FIT * span) return undefined;

  const result = other.map((value) => value * Math.hypot(cosine, sine));
  for (let at = 0; at < LANDMARK_COUNT * 3; at += 3) {
    const [x, y] = turned([(other[at] as number) - its.middle[0], (other[at + 1] as number) - its.middle[1]]);
    result[at] = x + own.middle[0];
    result[at + 1] = y + own.middle[1];
  }
  return result;
}

type Place = readonly [x: number, y: number];

/** The palm's middle, and from there to each of its landmarks. */
function palmOf(hand: Float32Array): { readonly middle: Place; readonly arms: readonly Place[] } {
  const places = PALM.map((point): Place => [hand[point * 3] as number, hand[point * 3 + 1] as number]);
  const mean = (axis: 0 | 1): number => places.reduce((sum, place) => sum + place[axis], 0) / places.length;
  const middle: Place = [mean(0), mean(1)];
  return { middle, arms: places.map(([x, y]): Place => [x - middle[0], y - middle[1]]) };
}
