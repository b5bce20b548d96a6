/** A hand's way through the picture, as the networks of motion letters see it: free of place, size, speed and frame rate. */
import { FINGER_LANDMARKS } from "./fingers.ts";

/** One moment of a hand; plain data. */
export interface HandMoment {
  /** Seconds. */
  readonly at: number;
  /** What momentOf gives. */
  readonly values: readonly number[];
  /** Place of the held letter that the hand looks like among the labels, if that was asked. */
  readonly shape?: number | undefined;
}

/**
 * Moments closer than this say the same thing. Of a video of 25 frames a second of which 15 are looked at, frames are 0.04 and
 * 0.08 seconds apart: all of them count.
 */
export const MOMENT_SECONDS = 0.04;
/** The longest movement that is one letter. */
export const LONGEST_MOVEMENT_SECONDS = 2.4;
/** Durations at which a movement that ends now is looked at. */
const DURATIONS = [0.3, 0.42, 0.6, 0.85, 1.2, 1.7, LONGEST_MOVEMENT_SECONDS] as const;
const LEAST_MOMENTS = 4;
/** In palm sizes: what moves less is held still. */
const LEAST_WAY = 0.6;

const INDEX_TIP = 8;
const LITTLE_TIP = 20;

/** Places of the values of a moment. */
const WRIST = 0;
const PALM_AXIS = 2;
const INDEX = 4;
const LITTLE = 6;
const REACHES = 8;
const PALM = REACHES + FINGER_LANDMARKS.length;

const PATH_POINTS = 16;
const TIME_POINTS = 8;
const SHAPE_POINTS = 4;

export const MOVEMENT_FEATURE_COUNT =
  2 * 2 * PATH_POINTS + 3 * 2 * TIME_POINTS + SHAPE_POINTS * (FINGER_LANDMARKS.length + 6) + 4;

/**
 * Wrist, the way from it to the middle knuckle, tips of the index and the little finger (x, y each), how far each finger reaches
 * (1 straight, 0 curled back), and the palm's size.
 * @param landmarks 63 values, the same unit along x and y, y down.
 */
export function momentOf(landmarks: Float32Array, at: number, shape?: number): HandMoment {
  const x = (point: number): number => landmarks[point * 3] as number;
  const y = (point: number): number => landmarks[point * 3 + 1] as number;
  const distance = (a: number, b: number): number => Math.hypot(x(a) - x(b), y(a) - y(b));
  const reaches = FINGER_LANDMARKS.map(
    ([root, middle, outer, tip]) =>
      distance(root, tip) / (distance(root, middle) + distance(middle, outer) + distance(outer, tip) + 1e-6),
  );
  // Seen from its edge a palm keeps its length, seen from the finger tips its width.
  const palm = Math.max(distance(0, 9), 1.6 * distance(5, 17), 1e-6);
  return {
    at,
    shape,
    values: [
      ...[x(0), y(0), x(9) - x(0), y(9) - y(0)],
      ...[x(INDEX_TIP), y(INDEX_TIP), x(LITTLE_TIP), y(LITTLE_TIP)],
      ...reaches,
      palm,
    ],
  };
}

/** The moments of the last LONGEST_MOVEMENT_SECONDS with one more, if it is not too close to the last. */
export function withMoment(moments: readonly HandMoment[], moment: HandMoment): readonly HandMoment[] {
  const last = moments.at(-1);
  // A little less than asked for, since frame times are rounded.
  if (last && moment.at - last.at < MOMENT_SECONDS - 1e-3) return moments;
  const oldest = moment.at - LONGEST_MOVEMENT_SECONDS - MOMENT_SECONDS;
  return [...moments.filter(({ at }) => at >= oldest), moment];
}

/** The moments of each movement that may end with the last one, shortest first; none while the hand is still. */
export function movementsEndingNow(moments: readonly HandMoment[]): (readonly HandMoment[])[] {
  const now = moments.at(-1)?.at ?? 0;
  const starts = DURATIONS.map((duration) => moments.findIndex(({ at }) => at >= now - duration - 1e-3));
  return [...new Set(starts)]
    .filter((start) => start >= 0 && moments.length - start >= LEAST_MOMENTS)
    .map((start) => moments.slice(start))
    .filter(isMoving);
}

function isMoving(moments: readonly HandMoment[]): boolean {
  const palm = palmOf(moments);
  return Math.max(wayOf(moments, INDEX), wayOf(moments, LITTLE)) > LEAST_WAY * palm;
}

/**
 * @param moments At least two, in the order of time.
 * @returns MOVEMENT_FEATURE_COUNT values of the order of 1.
 */
export function movementFeatures(moments: readonly HandMoment[]): Float32Array {
  const palm = palmOf(moments);
  const features: number[] = [];
  for (const tip of [INDEX, LITTLE]) features.push(...centred(alongPath(moments, tip, PATH_POINTS), palm));
  for (const point of [INDEX, LITTLE, WRIST])
    features.push(...centred(inTime(moments, TIME_POINTS).map(pointAt(point)), palm));
  for (const values of inTime(moments, SHAPE_POINTS)) {
    for (const from of [PALM_AXIS, INDEX, LITTLE]) {
      const isAxis = from === PALM_AXIS;
      for (const axis of [0, 1]) {
        const value = (values[from + axis] as number) - (isAxis ? 0 : (values[WRIST + axis] as number));
        features.push(value / palm);
      }
    }
    features.push(...values.slice(REACHES, PALM));
  }
  const seconds = (moments.at(-1)?.at ?? 0) - (moments[0]?.at ?? 0);
  features.push(Math.log(Math.max(seconds, MOMENT_SECONDS)));
  for (const point of [INDEX, LITTLE, WRIST]) features.push(Math.log1p(wayOf(moments, point) / palm));
  return Float32Array.from(features, (value) => Math.max(-4, Math.min(4, value)));
}

/** The same movement seen in a mirror. */
export const mirrorMoments = (moments: readonly HandMoment[]): HandMoment[] =>
  moments.map(({ at, values }) => ({
    at,
    values: values.map((value, place) => (place < REACHES && place % 2 === 0 ? -value : value)),
  }));

/** How far the tips of the index and the little finger go together, in the unit of the landmarks. */
export const tipsWayOf = (moments: readonly HandMoment[]): number =>
  moments.slice(1).reduce((sum, { values }, index) => {
    const before = (moments[index] as HandMoment).values;
    const moved = (place: number): number => distanceOf(pointAt(place)(before), pointAt(place)(values));
    return sum + moved(INDEX) + moved(LITTLE);
  }, 0);

/** In palm sizes a second: a fingertip that is slower rests. */
const RESTING_SPEED = 2.25;

/** Whether either fingertip gathers speed in the direction that it had: a movement that goes on is not at its end. */
export function isGatheringSpeed(moments: readonly HandMoment[]): boolean {
  const [before, middle, now] = moments.slice(-3);
  if (!before || !middle || !now) return false;
  const palm = palmOf(moments);
  return [INDEX, LITTLE].some((tip) => {
    const [ax, ay] = velocityOf(before, middle, tip);
    const [bx, by] = velocityOf(middle, now, tip);
    const speed = Math.hypot(bx, by);
    return speed > RESTING_SPEED * palm && speed > Math.hypot(ax, ay) && ax * bx + ay * by > 0;
  });
}

function velocityOf(from: HandMoment, to: HandMoment, place: number): Point {
  const [[x0, y0], [x1, y1]] = [pointAt(place)(from.values), pointAt(place)(to.values)];
  const seconds = to.at - from.at;
  return [(x1 - x0) / seconds, (y1 - y0) / seconds];
}

type Point = readonly [x: number, y: number];

const pointAt =
  (place: number) =>
  (values: readonly number[]): Point => [values[place] as number, values[place + 1] as number];

function palmOf(moments: readonly HandMoment[]): number {
  const sizes = moments.map(({ values }) => values[PALM] as number).sort((a, b) => a - b);
  return sizes[Math.floor(sizes.length / 2)] ?? 1;
}

function wayOf(moments: readonly HandMoment[], place: number): number {
  const points = moments.map(({ values }) => pointAt(place)(values));
  return points.slice(1).reduce((sum, point, index) => sum + distanceOf(points[index] as Point, point), 0);
}

const distanceOf = ([ax, ay]: Point, [bx, by]: Point): number => Math.hypot(bx - ax, by - ay);

/** Points at equal distances along the way. */
function alongPath(moments: readonly HandMoment[], place: number, count: number): Point[] {
  const points = moments.map(({ values }) => pointAt(place)(values));
  const ways = [0];
  points.slice(1).forEach((point, index) => {
    ways.push((ways[index] as number) + distanceOf(points[index] as Point, point));
  });
  return equally(ways, count).map(({ index, share }) =>
    between(points[index] as Point, points[index + 1] as Point, share),
  );
}

/** Values at equal times. */
function inTime(moments: readonly HandMoment[], count: number): number[][] {
  return equally(
    moments.map(({ at }) => at),
    count,
  ).map(({ index, share }) => {
    const [before, after] = [moments[index] as HandMoment, moments[index + 1] as HandMoment];
    return before.values.map((value, place) => value + share * ((after.values[place] as number) - value));
  });
}

/** Where `count` equal steps from the first to the last of the rising positions fall. */
function equally(positions: readonly number[], count: number): { index: number; share: number }[] {
  const [first, last] = [positions[0] as number, positions.at(-1) as number];
  let index = 0;
  return Array.from({ length: count }, (_, step) => {
    const wanted = first + ((last - first) * step) / (count - 1);
    while (index < positions.length - 2 && (positions[index + 1] as number) < wanted) index++;
    const [from, to] = [positions[index] as number, positions[index + 1] as number];
    return { index, share: to > from ? Math.min(1, Math.max(0, (wanted - from) / (to - from))) : 0 };
  });
}

const between = ([ax, ay]: Point, [bx, by]: Point, share: number): Point => [
  ax + share * (bx - ax),
  ay + share * (by - ay),
];

function centred(points: readonly Point[], palm: number): number[] {
  const middle = (axis: 0 | 1): number => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const [x, y] = [middle(0), middle(1)];
  return points.flatMap((point) => [(point[0] - x) / palm, (point[1] - y) / palm]);
}
