/** Reads letters from a stream of hands as they are signed, one frame at a time. */
import type { Prediction, Segment } from "../contract/invocation.ts";
import type { Alphabet } from "./alphabet.ts";
import { handProbabilities, rank } from "./classify-hand.ts";
import {
  type Evidence,
  forgetHolds,
  type HeldLetter,
  type Hypotheses,
  heldNow,
  NO_EVIDENCE,
  weigh,
} from "./hypotheses.ts";
import { handSpeed, MAX_FRAME_SECONDS, steadinessOf } from "./motion.ts";

/** What has been read so far; plain JSON, so that it survives where memory does not. */
export interface LetterReaderState {
  readonly hypotheses: Hypotheses;
  /** The hand before, 63 values. */
  readonly last: { readonly at: number; readonly landmarks: readonly number[] | undefined } | undefined;
  /** Start of the hold that was told last, so that it is told once. */
  readonly toldSince: number | undefined;
}

export interface ReadFrame {
  /** From the start of the stream; never less than in the frame before. */
  readonly seconds: number;
  /** 63 values x, y, z, the same unit along x and y, y down; undefined when no hand is seen. */
  readonly landmarks: Float32Array | undefined;
}

export interface LetterReading {
  readonly state: LetterReaderState;
  /** What the hand looks like now, settled or not; undefined when none is seen. */
  readonly leading: Prediction | undefined;
  /** A letter that has just settled: told once for each time it is held. */
  readonly settled: Segment | undefined;
}

/** Settled seconds after which a held letter is told. */
const SETTLE_SECONDS = 0.2;
/** Under this probability a settled hand is no letter. */
const LEAST_CONFIDENCE = 0.5;

export const startReading: LetterReaderState = {
  hypotheses: NO_EVIDENCE,
  last: undefined,
  toldSince: undefined,
};

export function readFrame(
  { hypotheses, last, toldSince }: LetterReaderState,
  { seconds, landmarks }: ReadFrame,
  alphabet: Alphabet,
): LetterReading {
  const probabilities = landmarks && handProbabilities(landmarks, alphabet);
  const evidence = evidenceOf({ seconds, landmarks }, last, probabilities);
  const now = forgetHolds(weigh(hypotheses, evidence));
  const held = heldNow(now);
  const settled = held && held.since !== toldSince ? settledLetter(held, seconds, alphabet) : undefined;
  return {
    state: {
      hypotheses: now,
      last: { at: seconds, landmarks: landmarks && Array.from(landmarks) },
      toldSince: settled ? held?.since : toldSince,
    },
    leading: probabilities && rank(probabilities, alphabet.labels)[0],
    settled,
  };
}

function evidenceOf(
  { seconds: at, landmarks }: ReadFrame,
  last: LetterReaderState["last"],
  probabilities: Float32Array | undefined,
): Evidence {
  const seconds = Math.min(Math.max(0, at - (last?.at ?? at)), MAX_FRAME_SECONDS);
  const before = last?.landmarks && { at: last.at, landmarks: Float32Array.from(last.landmarks) };
  const steadiness = before && landmarks ? steadinessOf(handSpeed(before, { at, landmarks })) : 0;
  return { at, seconds, steadiness, probabilities };
}

function settledLetter(held: HeldLetter, now: number, { labels }: Alphabet): Segment | undefined {
  const confidence = Math.exp(held.logProbability / held.settledSeconds);
  if (held.settledSeconds < SETTLE_SECONDS || !(confidence >= LEAST_CONFIDENCE)) return undefined;
  return { label: labels[held.label] ?? "", confidence, startSeconds: held.since, endSeconds: now };
}
