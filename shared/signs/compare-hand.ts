/** Compares a hand with a letter's prototype, part by part. */
import type { FeedbackCode, FeedbackPart } from "../contract/feedback.ts";
import { FINGERS, type Finger, type HandMeasures, type Measure } from "./hand-measures.ts";
import type { Prototype, Spread } from "./prototype.ts";
import { thumbPlace } from "./thumb-place.ts";

/** How one part differs from the prototype, and what would mend it. */
export interface Difference {
  readonly part: FeedbackPart;
  readonly code: FeedbackCode;
  /** In spreads of the prototype. */
  readonly excess: number;
  /** Large enough for a person to see, and of another kind than the prototype. */
  readonly isVisible: boolean;
}

/** Spreads beyond which a measure is outside what signers of the letter do. */
const CLEAR_EXCESS = 2.5;

/** For each kind of measure: the least spread assumed, since few signers vary too little, and the least that a person sees. */
const TOLERANCES = {
  bend: { leastSd: 12, visible: 30 },
  gap: { leastSd: 0.08, visible: 0.18 },
  order: { leastSd: 0.08, visible: 0.15 },
  thumb: { leastSd: 0.1, visible: 0.25 },
  direction: { leastSd: 12, visible: 35 },
  turn: { leastSd: 12, visible: 35 },
} as const;
type Tolerance = (typeof TOLERANCES)[keyof typeof TOLERANCES];

/** Degrees of bend: a finger counts as straight below the first and as curled above the second. */
const STRAIGHT_BELOW = 45;
const CURLED_ABOVE = 110;
const NEIGHBOURS = [
  ["index", "middle"],
  ["middle", "ring"],
  ["ring", "little"],
] as const;
/** Tips closer than this, along the knuckles, are crossed or about to. */
const CROSSED_BELOW = 0.05;

export const isClear = ({ excess, isVisible }: Difference): boolean => isVisible && excess >= CLEAR_EXCESS;

/** Every part that differs at all, the most telling first: visible ones before others, then by excess. */
export function compareHand(hand: HandMeasures, prototype: Prototype): Difference[] {
  return [
    ...FINGERS.map((finger) => compareBend(finger, hand, prototype)),
    ...NEIGHBOURS.flatMap(([a, b]) => compareNeighbours(a, b, hand, prototype)),
    compareThumb(hand, prototype),
    compareDirection(hand, prototype),
    compareTurn(hand, prototype),
  ]
    .filter(({ excess }) => excess > 0)
    .sort((a, b) => Number(b.isVisible) - Number(a.isVisible) || b.excess - a.excess);
}

function compareBend(finger: Finger, hand: HandMeasures, prototype: Prototype): Difference {
  const measure = `${finger}_bend` as const;
  const shown = hand[measure];
  const wanted = prototype[measure];
  const code =
    wanted.mean < STRAIGHT_BELOW
      ? "straighten"
      : wanted.mean > CURLED_ABOVE
        ? "bend"
        : shown < wanted.mean
          ? "bend_more"
          : "bend_less";
  // Straighter than straight, or more curled than curled, is no fault.
  const isFault = code === "straighten" ? shown > wanted.mean : code === "bend" ? shown < CURLED_ABOVE : true;
  return difference(finger, code, isFault, distanceFrom(shown, wanted, TOLERANCES.bend));
}

/** Nothing unless both fingers are straight, here and in the prototype. */
function compareNeighbours(a: Finger, b: Finger, hand: HandMeasures, prototype: Prototype): Difference[] {
  const areStraight = [a, b].every(
    (finger) =>
      prototype[`${finger}_bend`].mean < STRAIGHT_BELOW && hand[`${finger}_bend`] < CURLED_ABOVE / 2,
  );
  if (!areStraight) return [];
  const part = `${a}_${b}` as Extract<FeedbackPart, `${string}_${string}`>;
  const gap = `${part}_gap` as Extract<Measure, `${string}_gap`>;
  const code = hand[gap] < prototype[gap].mean ? "apart" : "together";
  const apart = difference(part, code, true, distanceFrom(hand[gap], prototype[gap], TOLERANCES.gap));
  if (part !== "index_middle") return [apart];

  const order = prototype.index_middle_order;
  const shown = hand.index_middle_order;
  const isCrossed = shown < CROSSED_BELOW;
  const shouldCross = order.mean < CROSSED_BELOW;
  const crossing = difference(
    part,
    shouldCross ? "cross" : "uncross",
    isCrossed !== shouldCross,
    distanceFrom(shown, order, TOLERANCES.order),
  );
  // One of the two: fingers that are to cross need not be told to come together.
  return [isCrossed !== shouldCross && crossing.excess > 0 ? crossing : apart];
}

function compareThumb(hand: HandMeasures, prototype: Prototype): Difference {
  const means = meansOf(prototype);
  const wanted = thumbPlace(means);
  const touched = FINGERS.find((finger) => wanted === `touch_${finger}`);
  const measures: Measure[] = touched ? [`thumb_to_${touched}`] : ["thumb_across", "thumb_along"];
  const distances = measures.map((measure) =>
    distanceFrom(hand[measure], prototype[measure], TOLERANCES.thumb),
  );
  const largest = distances.reduce((a, b) => (b.excess > a.excess ? b : a));
  return difference("thumb", wanted, thumbPlace(hand) !== wanted, largest);
}

/** The index finger's direction where it is straight, else the whole hand's. */
function compareDirection(hand: HandMeasures, prototype: Prototype): Difference {
  const pointsWithIndex = prototype.index_bend.mean < STRAIGHT_BELOW && hand.index_bend < CURLED_ABOVE / 2;
  const measure = pointsWithIndex ? "index_direction" : "hand_direction";
  const wanted = directionCode(prototype[measure].mean);
  return difference(
    pointsWithIndex ? "index" : "hand",
    wanted,
    directionCode(hand[measure]) !== wanted,
    distanceFrom(hand[measure], prototype[measure], TOLERANCES.direction),
  );
}

function compareTurn(hand: HandMeasures, prototype: Prototype): Difference {
  const wanted = turnCode(prototype.palm_turn.mean);
  return difference(
    "palm",
    wanted,
    turnCode(hand.palm_turn) !== wanted,
    distanceFrom(hand.palm_turn, prototype.palm_turn, TOLERANCES.turn),
  );
}

const directionCode = (degrees: number): FeedbackCode =>
  degrees < 45 ? "point_up" : degrees < 135 ? "point_sideways" : "point_down";

const turnCode = (degrees: number): FeedbackCode => (degrees < 45 ? "face_camera" : "face_sideways");

interface Distance {
  readonly excess: number;
  readonly isLarge: boolean;
}

function distanceFrom(shown: number, { mean, sd }: Spread, { leastSd, visible }: Tolerance): Distance {
  const distance = Math.abs(shown - mean);
  return { excess: distance / Math.max(sd, leastSd), isLarge: distance >= visible };
}

const difference = (
  part: FeedbackPart,
  code: FeedbackCode,
  isFault: boolean,
  { excess, isLarge }: Distance,
): Difference => ({ part, code, excess, isVisible: isFault && isLarge });

const meansOf = (prototype: Prototype): HandMeasures =>
  Object.fromEntries(Object.entries(prototype).map(([measure, { mean }]) => [measure, mean])) as HandMeasures;
