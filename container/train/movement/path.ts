/** Ways of a fingertip through the picture: those of letters, and others. */
import type { Random } from "../random.ts";

export type Point = readonly [x: number, y: number];

/** Corners, each with the share of the time at which it is reached and the share of the way that is done then. */
export interface Path {
  readonly points: readonly Point[];
  readonly times: readonly number[];
  readonly ways: readonly number[];
  /** 0 for even speed between corners, 1 for standing still at each. */
  readonly ease: number;
}

/** A path as somebody draws it: larger or smaller, slanted, its corners sharp or round, its strokes of different speed. */
export function drawn(corners: readonly Point[], size: number, random: Random): Path {
  const [width, height] = [size * random.between(0.65, 1.35), size];
  const slant = random.normal() * 0.2;
  const turn = random.normal() * 0.2;
  const placed = corners.map(([x, y]): Point => {
    const moved: Point = [
      (x + 0.06 * random.normal()) * width + slant * y * height,
      (y + 0.06 * random.normal()) * height,
    ];
    return rotated(moved, turn);
  });
  let points: readonly Point[] = placed;
  for (let round = random.below(4); round > 0; round--) points = cutCorners(points);
  const lengths = lengthsOf(points);
  return {
    points,
    times: shares(lengths.map((length) => hurried(length, random))),
    ways: shares(lengths),
    ease: random.next() < 0.5 ? 0 : random.between(0, 0.8),
  };
}

/** Place and share of the way behind it, at a share of the time. */
export function along({ points, times, ways, ease }: Path, time: number): { place: Point; way: number } {
  const end = times.findIndex((reached) => reached >= time);
  const next = end < 0 ? points.length - 1 : Math.max(1, end);
  const [from, to] = [times[next - 1] as number, times[next] as number];
  const linear = to > from ? Math.min(1, Math.max(0, (time - from) / (to - from))) : 1;
  const share = linear + ease * (linear * linear * (3 - 2 * linear) - linear);
  const [before, after] = [ways[next - 1] as number, ways[next] as number];
  return {
    place: mixed(points[next - 1] as Point, points[next] as Point, share),
    way: before + share * (after - before),
  };
}

const stroke = (angle: number, length: number): Point => [Math.cos(angle) * length, Math.sin(angle) * length];

/**
 * A path that is no letter: a stroke, there and back, up and down or a shake, a circle, an arc or wandering about. Corners as of
 * a letter, about 1 large.
 */
export function otherPath(random: Random): Point[] {
  const angle = random.between(0, 2 * Math.PI);
  const [x, y] = stroke(angle, 1);
  switch (random.below(11)) {
    case 0:
    case 1:
      return [
        [0, 0],
        [x, y],
      ];
    case 2:
      return [
        [0, 0],
        [x, y],
        [random.between(-0.15, 0.15), random.between(-0.15, 0.15)],
      ];
    case 3:
      return toAndFro([x, y], random);
    case 4:
    case 5:
    case 6:
      // Up and down, which is half a J, and a hand's way in and out of the picture.
      return toAndFro([random.between(-0.2, 0.2), random.next() < 0.5 ? 1 : -1], random);
    case 7:
      return arc(angle, (random.next() < 0.5 ? -1 : 1) * random.between(1.8, 4) * Math.PI);
    case 8:
    case 9:
      return wandering(random);
    default:
      return arc(angle, (random.next() < 0.5 ? -1 : 1) * random.between(0.3, 0.9) * Math.PI);
  }
}

/** Three corners or more, one at each end of the way in turns. */
function toAndFro([x, y]: Point, random: Random): Point[] {
  return Array.from({ length: 3 + random.below(6) }, (_, corner): Point => {
    const side = corner % 2;
    return [side * x + random.between(-0.1, 0.1), side * y + random.between(-0.1, 0.1)];
  });
}

function wandering(random: Random): Point[] {
  const corners: Point[] = [[0, 0]];
  for (let more = 2 + random.below(4); more > 0; more--) {
    const [x, y] = corners.at(-1) as Point;
    const [dx, dy] = stroke(random.between(0, 2 * Math.PI), random.between(0.2, 0.8));
    corners.push([x + dx, y + dy]);
  }
  return corners;
}

function arc(from: number, turn: number): Point[] {
  const steps = 12;
  return Array.from({ length: steps + 1 }, (_, step) => stroke(from + (turn * step) / steps, 0.5));
}

function rotated([x, y]: Point, angle: number): Point {
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  return [cos * x - sin * y, sin * x + cos * y];
}

const mixed = (a: Point, b: Point, share: number): Point => [
  a[0] + share * (b[0] - a[0]),
  a[1] + share * (b[1] - a[1]),
];

/** Chaikin 1974; the ends stay. */
function cutCorners(points: readonly Point[]): Point[] {
  const cut = points.slice(1).flatMap((point, index) => {
    const before = points[index] as Point;
    return [mixed(before, point, 0.25), mixed(before, point, 0.75)];
  });
  return [points[0] as Point, ...cut.slice(1, -1), points.at(-1) as Point];
}

const lengthsOf = (points: readonly Point[]): number[] =>
  points.slice(1).map(([x, y], index) => {
    const before = points[index] as Point;
    return Math.hypot(x - before[0], y - before[1]) + 1e-6;
  });

/** Longer strokes take longer, though less than in proportion; some are hurried. */
const hurried = (length: number, random: Random): number => length ** 0.8 * Math.exp(0.25 * random.normal());

/** Running sums from 0 to 1. */
function shares(values: readonly number[]): number[] {
  const sums = [0];
  for (const value of values) sums.push((sums.at(-1) as number) + value);
  const total = sums.at(-1) as number;
  return sums.map((sum) => sum / total);
}
