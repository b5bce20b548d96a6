/** What a learner should change so that the hand shows the expected sign. */
import { isSameSign } from "../contract/assessment.ts";
import { type FeedbackItem, MAX_FEEDBACK_ITEMS } from "../contract/feedback.ts";
import type { Prediction } from "../contract/invocation.ts";
import { type Alphabet, signsOf } from "./alphabet.ts";
import { compareHand, type Difference, isClear } from "./compare-hand.ts";
import { measureHand } from "./hand-measures.ts";

/** The right sign with at least this confidence needs no feedback: it scores 90 or 100. */
export const SURE_CONFIDENCE = 0.8;

export interface Attempt {
  /** The sign that was asked for. */
  readonly expected: string;
  /** Most likely first. */
  readonly predictions: readonly Prediction[];
  /** Of the hand that decided, 63 values in one unit, y down; undefined if no hand was seen. */
  readonly landmarks: Float32Array | undefined;
}

/**
 * One to MAX_FEEDBACK_ITEMS items, the most telling first; none for the right sign with SURE_CONFIDENCE, and none for a sign
 * that the alphabet does not hold.
 */
export function feedbackFor(
  { expected, predictions, landmarks }: Attempt,
  alphabet: Pick<Alphabet, "labels" | "motion" | "prototypes">,
): FeedbackItem[] {
  const label = signsOf(alphabet).find((known) => isSameSign(known, expected));
  const drawn = alphabet.motion?.letters.find((letter) => letter.label === label);
  const prototype = alphabet.prototypes[drawn?.handshapes[0] ?? label ?? ""];
  if (!prototype) return [];
  const [top] = predictions;
  if (!landmarks || !top) return [{ part: "hand", code: "show" }];
  const isRight = top.label === label;
  if (isRight && top.confidence >= SURE_CONFIDENCE) return [];

  const differences = compareHand(measureHand(landmarks), prototype);
  const clear = differences.filter(isClear);
  if (clear.length > 0) return togetherIfAll(clear).slice(0, MAX_FEEDBACK_ITEMS).map(toItem);
  if (drawn) return [{ part: drawn.finger, code: "draw" }];
  // Another sign, though nothing is far off: letters such as M and N differ by little.
  const [largest] = differences;
  return isRight || !largest ? [{ part: "hand", code: "hold_still" }] : [toItem(largest)];
}

/** All four fingers with one fault are one item. */
function togetherIfAll(differences: readonly Difference[]): Difference[] {
  const [first, ...others] = differences.filter(({ code }) => code === "straighten" || code === "bend");
  if (!first || others.length < 3 || others.some(({ code }) => code !== first.code)) return [...differences];
  return [{ ...first, part: "fingers" }, ...differences.filter(({ code }) => code !== first.code)];
}

const toItem = ({ part, code }: Difference): FeedbackItem => ({ part, code });
