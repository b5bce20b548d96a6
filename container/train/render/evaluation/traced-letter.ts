/**
 * J and Z: the tip of a finger draws them in the air, as the signer sees them, so that in the picture a right hand's are
 * mirror-inverted. For a left hand the whole picture is mirrored.
 */
import { cos, sin } from "../../degrees.ts";
import { type HandAngles, LETTERS, type Letter, type Turn } from "../poses.ts";
import { type Point, reachOf } from "./fingertip.ts";
import { hold, type Part, type Pose, smooth } from "./performance.ts";
import { enter, leave, type Stage, signed } from "./stage.ts";

/** Length of a hand of size 1, wrist to fingertip, in metres. */
const HAND_LENGTH = 0.18;

/** The hand of Z, and of whoever points at something: one finger out, the thumb over the others. */
export const POINTING: Letter = {
  thumb: { joint: "middle-finger-phalanx-intermediate", offsetMm: [6, -12, 17] },
  index: [0, 4, 5, 3],
  middle: [0, 78, 98, 55],
  ring: [0, 80, 98, 55],
  little: [0, 78, 96, 55],
};

/** What the tip draws: metres from where it starts, y up, and how the hand is turned on the way. */
export interface Trace {
  readonly joint: string;
  readonly angles: HandAngles;
  readonly seconds: number;
  readonly tip: (share: number) => Point;
  readonly turn: (share: number) => Turn;
}

export const LITTLE_TIP = "pinky-finger-tip";
export const INDEX_TIP = "index-finger-tip";

export const performJ = (stage: Stage): Part[] => perform(stage, traceJ(stage));
export const performZ = (stage: Stage): Part[] => perform(stage, traceZ(stage));

/** The sign with what comes before and after; the first and the last moment are held for up to half a second. */
function perform(stage: Stage, trace: Trace): Part[] {
  const { random } = stage;
  const traced = follow(stage, trace);
  const pause = (): number => (random.next() < 0.3 ? 0 : random.between(0.05, 0.5));
  return [
    enter(stage, traced.at(0)),
    hold(traced.at(0), pause()),
    traced,
    hold(traced.at(1), pause()),
    leave(stage, traced.at(1)),
  ];
}

/** The hand behind the tip, placed so that what is drawn lies about the middle of the picture. */
export function follow({ rest, random, scale }: Stage, { joint, angles, seconds, tip, turn }: Trace): Part {
  const reach = (share: number): Point => reachOf(rest, { angles, turn: turn(share), joint, scale });
  const places = Array.from({ length: 21 }, (_, step): Point => {
    const [point, arm] = [tip(step / 20), reach(step / 20)];
    return { x: point.x - arm.x, y: point.y - arm.y };
  });
  const middleOf = (values: readonly number[]): number => (Math.min(...values) + Math.max(...values)) / 2;
  const start = {
    x: random.between(-0.06, 0.06) - middleOf(places.map(({ x }) => x)),
    y: random.between(-0.05, 0.02) - middleOf(places.map(({ y }) => y)),
  };
  return {
    seconds,
    at: (share): Pose => {
      const [point, arm] = [tip(share), reach(share)];
      return { angles, ...turn(share), x: start.x + point.x - arm.x, y: start.y + point.y - arm.y };
    },
  };
}

/** Down, then round to the thumb's side and a little up, while the forearm turns the palm to the signer. */
function traceJ({ rest, random, scale }: Stage): Trace {
  const height = random.between(0.6, 1.3) * HAND_LENGTH * scale;
  const radius = height * random.between(0.2, 0.32);
  const stem = height - radius;
  const up = random.between(0.1, 0.6) * radius;
  const path = turned(
    [
      { x: 0, y: 0 },
      { x: 0, y: -stem },
      ...Array.from({ length: 13 }, (_, step): Point => {
        const angle = (Math.PI * step) / 12;
        return { x: radius * (1 - Math.cos(angle)), y: -stem - radius * Math.sin(angle) };
      }),
      { x: 2 * radius, y: -stem + up },
    ],
    random.between(-15, 15),
  );
  const from = { yaw: random.between(-15, 30), pitch: random.between(-12, 8), roll: random.between(-12, 12) };
  const to = { yaw: random.between(105, 175), pitch: random.between(-5, 25), roll: random.between(-45, -5) };
  const dip = random.between(0, 30);
  const turning = random.between(0.25, 0.5);
  return {
    joint: LITTLE_TIP,
    angles: signed({ rest, random }, LETTERS.I),
    seconds: random.between(0.5, 1.2),
    tip: alongPath(path, random.between(0.5, 1)),
    turn: (share) => {
      const far = smooth((share - turning) / (1 - turning));
      const between = (a: number, b: number): number => a + (b - a) * far;
      return {
        yaw: between(from.yaw, to.yaw),
        pitch: between(from.pitch, to.pitch) + dip * Math.sin(Math.PI * smooth(share)),
        roll: between(from.roll, to.roll),
      };
    },
  };
}

/** Three strokes, the first towards the signer's other side. The wrist or the whole arm moves, or something of both. */
function traceZ({ rest, random, scale }: Stage): Trace {
  const width = random.between(0.5, 1.1) * HAND_LENGTH * scale;
  const height = width * random.between(0.7, 1.2);
  const unevenness = (): number => random.between(-0.12, 0.12) * width;
  const path = turned(
    [
      { x: 0, y: 0 },
      { x: -width, y: unevenness() },
      { x: unevenness(), y: -height + unevenness() },
      { x: -width + unevenness(), y: -height },
    ],
    random.between(-15, 15),
  );
  const base = { yaw: random.between(-25, 35), pitch: random.between(-8, 35), roll: random.between(-15, 15) };
  const wrist = random.between(0, 0.7);
  const isSharp = random.next() < 0.5;
  const tip = isSharp
    ? strokeByStroke(path, random.between(0.4, 1))
    : alongPath(rounded(path), random.between(0.3, 1));
  const degrees = (metres: number): number =>
    ((wrist * metres) / (HAND_LENGTH * scale)) * (180 / Math.PI) * 0.7;
  return {
    joint: INDEX_TIP,
    angles: signed({ rest, random }, POINTING),
    seconds: random.between(0.6, 1.6),
    tip,
    turn: (share) => {
      const { x, y } = tip(share);
      return {
        yaw: base.yaw,
        pitch: base.pitch - degrees(y + height / 2),
        roll: base.roll - degrees(x + width / 2),
      };
    },
  };
}

/** At an even speed, or softly begun and ended by the share `softness`. */
function alongPath(path: readonly Point[], softness: number): (share: number) => Point {
  const lengths = path.slice(1).map((point, index) => distance(path[index] as Point, point));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  return (share) => {
    let left = soften(share, softness) * total;
    for (const [index, length] of lengths.entries()) {
      if (left <= length || index === lengths.length - 1) {
        return between(
          path[index] as Point,
          path[index + 1] as Point,
          Math.min(1, left / Math.max(length, 1e-9)),
        );
      }
      left -= length;
    }
    return path[0] as Point;
  };
}

/** Every stroke begun and ended softly, so that the tip is slow in the corners; time by length. */
function strokeByStroke(path: readonly Point[], softness: number): (share: number) => Point {
  const lengths = path.slice(1).map((point, index) => distance(path[index] as Point, point));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  return (share) => {
    let left = Math.max(0, Math.min(1, share)) * total;
    for (const [index, length] of lengths.entries()) {
      if (left <= length || index === lengths.length - 1) {
        return between(
          path[index] as Point,
          path[index + 1] as Point,
          soften(Math.min(1, left / length), softness),
        );
      }
      left -= length;
    }
    return path[0] as Point;
  };
}

/** Chaikin's corner cutting (1974), twice: a hand in a hurry. */
function rounded(path: readonly Point[]): Point[] {
  const cut = (points: readonly Point[]): Point[] => [
    points[0] as Point,
    ...points.slice(1).flatMap((point, index) => {
      const before = points[index] as Point;
      return [between(before, point, 0.25), between(before, point, 0.75)];
    }),
    points.at(-1) as Point,
  ];
  return cut(cut(path));
}

function turned(path: readonly Point[], degrees: number): Point[] {
  const [sine, cosine] = [sin(degrees), cos(degrees)];
  return path.map(({ x, y }) => ({ x: x * cosine - y * sine, y: x * sine + y * cosine }));
}

const soften = (share: number, softness: number): number => share + (smooth(share) - share) * softness;

const distance = (a: Point, b: Point): number => Math.hypot(b.x - a.x, b.y - a.y);

const between = (a: Point, b: Point, share: number): Point => ({
  x: a.x + (b.x - a.x) * share,
  y: a.y + (b.y - a.y) * share,
});
