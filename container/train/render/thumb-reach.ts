/** Inverse kinematics of the thumb: the angles that bring its tip to a place without passing through the fingers. */
import { FINGERS } from "../../../shared/signs/hand-measures.ts";
import {
  add,
  bendThumb,
  dot,
  FINGER_JOINTS,
  placeMm,
  type Skeleton,
  scale,
  subtract,
  THUMB_JOINTS,
  type Vector,
} from "./kinematics.ts";
import type { ThumbAngles, ThumbTarget } from "./poses.ts";

/** How far each angle goes from the flat hand, in degrees. */
const LIMITS: readonly (readonly [low: number, high: number])[] = [
  [-25, 75],
  [-50, 35],
  [-55, 45],
  [-15, 60],
  [-20, 80],
];

/** Degrees that each angle goes without effort at its end, for weighing one against the other. */
const RANGES = [80, 85, 100, 75, 100];

/** Half the thickness of a thumb and of a finger together, in millimetres, less what flesh gives way. */
const CLEARANCE_MM = 15;
/** Square millimetres that bending every angle by one whole range costs: picks one of the many ways to reach a place. */
const EFFORT = 120;
const COLLISION = 2;
/** Along the hand, and across the palm: from one of them the search is not held up by a finger on its way. */
const STARTS: readonly ThumbAngles[] = [
  [0, 0, 0, 0, 0],
  [30, 25, -15, 45, 40],
];
const STEPS_DEGREES = [24, 12, 6, 3, 1.5, 0.75];
const ROUNDS_PER_STEP = 12;

/** Coordinate searches with ever smaller steps; the same target always gives the same angles. */
export function reachWithThumb(hand: Skeleton, rest: Skeleton, target: ThumbTarget): ThumbAngles {
  const [aside, up, out] = target.offsetMm;
  const goal = add(placeMm(hand, target.joint), [aside, up, out]);
  const clearance = CLEARANCE_MM - (target.pressedMm ?? 0);
  const bones = FINGERS.flatMap((finger) => segments(FINGER_JOINTS[finger].slice(1), hand));
  const cost = (angles: ThumbAngles): number => {
    const thumb = bendThumb(rest, angles);
    const miss = subtract(placeMm(thumb, "thumb-tip"), goal);
    return dot(miss, miss) + EFFORT * effort(angles) + COLLISION * overlap(thumb, bones, clearance);
  };

  const found = STARTS.map((start) => search(start, cost));
  return found.reduce((best, one) => (one.cost < best.cost ? one : best)).angles;
}

interface Found {
  readonly angles: ThumbAngles;
  readonly cost: number;
}

function search(start: ThumbAngles, cost: (angles: ThumbAngles) => number): Found {
  let best = start;
  let bestCost = cost(best);
  for (const step of STEPS_DEGREES) {
    for (let round = 0; round < ROUNDS_PER_STEP; round++) {
      const before = bestCost;
      for (const candidate of neighbours(best, step)) {
        const candidateCost = cost(candidate);
        if (candidateCost < bestCost) [best, bestCost] = [candidate, candidateCost];
      }
      if (bestCost === before) break;
    }
  }
  return { angles: best, cost: bestCost };
}

/** One angle changed, or two together, each by one step and within its limits. */
function neighbours(angles: ThumbAngles, step: number): ThumbAngles[] {
  const moves: number[][] = [];
  for (let i = 0; i < angles.length; i++) {
    for (const a of [-step, step]) {
      moves.push(angles.map((_, index) => (index === i ? a : 0)));
      for (let j = i + 1; j < angles.length; j++) {
        for (const b of [-step, step]) moves.push(angles.map((_, k) => (k === i ? a : k === j ? b : 0)));
      }
    }
  }
  return moves.map((move) => {
    const at = (index: 0 | 1 | 2 | 3 | 4): number => {
      const [low, high] = LIMITS[index] ?? [0, 0];
      return Math.max(low, Math.min(high, angles[index] + (move[index] ?? 0)));
    };
    return [at(0), at(1), at(2), at(3), at(4)];
  });
}

const effort = (angles: ThumbAngles): number =>
  angles.reduce((sum, angle, index) => sum + (angle / (RANGES[index] ?? 1)) ** 2, 0);

/** Square millimetres by which points of the thumb's two outer bones lie within the fingers. */
function overlap(thumb: Skeleton, bones: readonly (readonly [Vector, Vector])[], clearance: number): number {
  let sum = 0;
  for (const [from, to] of segments(THUMB_JOINTS.slice(1), thumb)) {
    for (const share of [0.33, 0.67, 1]) {
      const point = add(scale(from, 1 - share), scale(to, share));
      for (const bone of bones) sum += Math.max(0, clearance - distanceToSegment(point, bone)) ** 2;
    }
  }
  return sum;
}

function distanceToSegment(point: Vector, [from, to]: readonly [Vector, Vector]): number {
  const along = subtract(to, from);
  const share = Math.max(0, Math.min(1, dot(subtract(point, from), along) / dot(along, along)));
  const gap = subtract(point, add(from, scale(along, share)));
  return Math.sqrt(dot(gap, gap));
}

function segments(names: readonly string[], hand: Skeleton): [Vector, Vector][] {
  const places = names.map((name) => placeMm(hand, name));
  return places
    .slice(1)
    .flatMap((place, index) => (places[index] ? [[places[index], place] as [Vector, Vector]] : []));
}
