import type { FeedbackCode } from "../contract/feedback.ts";
import { FINGERS, type HandMeasures } from "./hand-measures.ts";

/** Palm lengths between two tips that touch; the landmarks lie inside the fingers. */
const TOUCHES_BELOW = 0.36;
/** Degrees of bend from which a fingertip lies in the palm, where the thumb is near it whether it touches it or not. */
const IN_PALM_ABOVE = 135;
/** Palm lengths along the knuckles, from the index knuckle. */
const OUT_BELOW = -0.45;
const BESIDE_BELOW = 0;
/** Degrees of bend of the index finger. */
const FIST_ABOVE = 110;
/** Palm lengths from the wrist. A fist's thumb that reaches the knuckles comes out between two fingers, else it lies across them. */
const KNUCKLES_ABOVE = 1.04;
/** Beside a straight index finger it has to reach further to be between fingers. */
const PAST_KNUCKLES_ABOVE = 1.15;
const BETWEEN_INDEX_MIDDLE_BELOW = 0.27;
const BETWEEN_MIDDLE_RING_BELOW = 0.41;

/** Where the thumb is, as the instruction that would bring it there. */
export function thumbPlace(hand: HandMeasures): FeedbackCode {
  const touched = FINGERS.filter(
    (finger) => hand[`thumb_to_${finger}`] < TOUCHES_BELOW && hand[`${finger}_bend`] < IN_PALM_ABOVE,
  ).sort((a, b) => hand[`thumb_to_${a}`] - hand[`thumb_to_${b}`])[0];
  if (touched) return `touch_${touched}`;
  if (hand.thumb_across < OUT_BELOW) return "out";
  if (hand.thumb_across < BESIDE_BELOW) return "beside";
  const isFist = hand.index_bend > FIST_ABOVE;
  if (hand.thumb_along < (isFist ? KNUCKLES_ABOVE : PAST_KNUCKLES_ABOVE))
    return isFist ? "across_fingers" : "across_palm";
  if (hand.thumb_across < BETWEEN_INDEX_MIDDLE_BELOW) return "between_index_middle";
  return hand.thumb_across < BETWEEN_MIDDLE_RING_BELOW ? "between_middle_ring" : "between_ring_little";
}
