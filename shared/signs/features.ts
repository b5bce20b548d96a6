/** What the classifier sees of a hand: its shape in the picture's plane, free of place and size. */
import { LANDMARK_COUNT } from "../contract/hand.ts";
import { FINGER_LANDMARKS } from "./fingers.ts";

const WRIST = 0;
const TIPS = [4, 8, 12, 16, 20] as const;
/** Joints that the thumb touches or hides behind: tells A, S, T, M, N, E, O and C apart. */
const THUMB_TARGETS = [5, 6, 7, 9, 10, 11, 13, 14, 15, 17, 18] as const;

/** Of every bone the joint at which it ends, and before it the one at which it begins. */
const BONES = FINGER_LANDMARKS.flatMap(([root, middle, outer, tip]): [number, number][] => [
  [WRIST, root],
  [root, middle],
  [middle, outer],
  [outer, tip],
]);
/** Joints whose distances from one another tell fists apart; the thumb's root and three neighbours say little more. */
const TELLING_JOINTS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 16, 18, 19, 20] as const;
/** Of the hand's size: a bone that is seen from its end, shorter than this, has no certain direction. */
const SHORT_BONE = 0.02;
const TIP_PAIRS = pairsOf(TIPS);
const TELLING_PAIRS = pairsOf(TELLING_JOINTS);

/**
 * What a network was trained on; the name stays with its weights. `plane-2` has the directions of all bones and many more
 * distances than `plane-1`: on people that the classifier has not seen it is right about one time in a hundred more often.
 */
export const FEATURE_SETS = ["plane-1", "plane-2"] as const;
export type FeatureSet = (typeof FEATURE_SETS)[number];

const PLANE_1_COUNT =
  (LANDMARK_COUNT - 1) * 2 + FINGER_LANDMARKS.length * 3 + TIP_PAIRS.length + THUMB_TARGETS.length * 2 + 4;

/** How many values handFeatures gives. */
export const FEATURE_COUNTS: Readonly<Record<FeatureSet, number>> = {
  "plane-1": PLANE_1_COUNT,
  "plane-2": PLANE_1_COUNT + BONES.length * 2 + TELLING_PAIRS.length,
};

/**
 * @param landmarks 63 values x, y, z with the same unit along x and y, y down. Depth is not used: it tells a few more fists
 *   apart, and takes one U in ten of people the classifier has not seen for an R.
 * @returns FEATURE_COUNTS[featureSet] values of the order of 1.
 */
export function handFeatures(landmarks: Float32Array, featureSet: FeatureSet): Float32Array {
  const originX = landmarks[WRIST * 3] as number;
  const originY = landmarks[WRIST * 3 + 1] as number;
  let size = 1e-6;
  for (let point = 1; point < LANDMARK_COUNT; point++) {
    const x = (landmarks[point * 3] as number) - originX;
    const y = (landmarks[point * 3 + 1] as number) - originY;
    size = Math.max(size, Math.hypot(x, y));
  }
  const x = (point: number): number => ((landmarks[point * 3] as number) - originX) / size;
  const y = (point: number): number => ((landmarks[point * 3 + 1] as number) - originY) / size;
  const distance = (a: number, b: number): number => Math.hypot(x(a) - x(b), y(a) - y(b));

  const features: number[] = [];
  for (let point = 1; point < LANDMARK_COUNT; point++) features.push(x(point), y(point));
  for (const finger of FINGER_LANDMARKS) features.push(...fingerBend(finger, x, y));
  for (const [a, b] of TIP_PAIRS) features.push(distance(a, b));
  for (const joint of THUMB_TARGETS) features.push(distance(4, joint), distance(3, joint));
  features.push(crossing(5, 8, 9, 12, x, y), crossing(6, 8, 10, 12, x, y), distance(7, 11), distance(6, 10));
  if (featureSet === "plane-2") {
    for (const [from, to] of BONES) {
      const length = distance(from, to) + SHORT_BONE;
      features.push((x(to) - x(from)) / length, (y(to) - y(from)) / length);
    }
    for (const [a, b] of TELLING_PAIRS) features.push(distance(a, b));
  }
  return Float32Array.from(features);
}

/** How straight a finger is (1 straight, 0 curled back) and the cosine of the bend at its two inner joints. */
function fingerBend(
  finger: readonly [number, number, number, number],
  x: (point: number) => number,
  y: (point: number) => number,
): [number, number, number] {
  const [root, middle, outer, tip] = finger;
  const bone = (a: number, b: number) => [x(b) - x(a), y(b) - y(a)] as const;
  const bones = [bone(root, middle), bone(middle, outer), bone(outer, tip)] as const;
  const length = bones.reduce((sum, [dx, dy]) => sum + Math.hypot(dx, dy), 1e-6);
  const cosine = ([ax, ay]: readonly [number, number], [bx, by]: readonly [number, number]): number =>
    (ax * bx + ay * by) / (Math.hypot(ax, ay) * Math.hypot(bx, by) + 1e-6);
  const reach = Math.hypot(x(tip) - x(root), y(tip) - y(root)) / length;
  return [reach, cosine(bones[0], bones[1]), cosine(bones[1], bones[2])];
}

/**
 * Whether two fingers cross (U, R and V): the tips' sideways order relative to the knuckles', -1 crossed to 1 apart as
 * far as the knuckles or more.
 */
function crossing(
  rootA: number,
  tipA: number,
  rootB: number,
  tipB: number,
  x: (point: number) => number,
  y: (point: number) => number,
): number {
  const dx = x(rootB) - x(rootA);
  const dy = y(rootB) - y(rootA);
  const along = (x(tipB) - x(tipA)) * dx + (y(tipB) - y(tipA)) * dy;
  return Math.max(-1, Math.min(1, along / (dx * dx + dy * dy + 1e-3)));
}

function pairsOf(points: readonly number[]): [number, number][] {
  return points.flatMap((a, i) => points.slice(i + 1).map((b): [number, number] => [a, b]));
}

/** The same hand seen in a mirror: a left hand becomes a right one. */
export function mirrorLandmarks(landmarks: Float32Array): Float32Array {
  const mirrored = Float32Array.from(landmarks);
  for (let point = 0; point < LANDMARK_COUNT; point++) mirrored[point * 3] = -(mirrored[point * 3] as number);
  return mirrored;
}
