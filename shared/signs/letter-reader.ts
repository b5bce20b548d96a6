/** Reads letters from a stream of hands as they are signed, one frame at a time. */
import { CONFIDENCE_THRESHOLD } from "../contract/assessment.ts";
import type { Prediction, Segment } from "../contract/invocation.ts";
import { type Alphabet, signsOf } from "./alphabet.ts";
import { handProbabilitiesInVideo, likeliest, rank } from "./classify-hand.ts";
import {
  type Evidence,
  forgetHolds,
  type HeldLetter,
  type Hold,
  type Hypotheses,
  heldNow,
  holdsOf,
  NO_EVIDENCE,
  weigh,
} from "./hypotheses.ts";
import { CALM_SECONDS, MAX_FRAME_SECONDS, steadinessOf } from "./motion.ts";
import { isRestOf, lettersDrawn, withHandshapes } from "./motion-letters.ts";
import { type HandMoment, LONGEST_MOVEMENT_SECONDS, momentOf, withMoment } from "./movement.ts";

/** What has been read so far; plain JSON, so that it survives where memory does not. */
export interface LetterReaderState {
  readonly hypotheses: Hypotheses;
  /** Of the frame before. */
  readonly at: number | undefined;
  /** The hand of late, for as long as it was seen in every frame: the first one at most is older than CALM_SECONDS. */
  readonly recent: readonly { readonly at: number; readonly landmarks: readonly number[] }[];
  /** The hand's way of late. */
  readonly moments: readonly HandMoment[];
  /** The letter that was told last, so that it is told once. */
  readonly told: Told | undefined;
}

interface Told {
  readonly label: string;
  readonly since: number;
  readonly isDrawn: boolean;
  /** Of a drawn letter, as DrawnLetter has it. */
  readonly shape?: number | undefined;
}

export interface ReadFrame {
  /** From the start of the stream; never less than in the frame before. */
  readonly seconds: number;
  /** 63 values x, y, z, the same unit along x and y, y down; undefined when no hand is seen. */
  readonly landmarks: Float32Array | undefined;
}

export interface SettledLetter extends Segment {
  /** The letter told before, if it turned out to be the beginning of this one. */
  readonly replaces: string | undefined;
}

export interface LetterReading {
  readonly state: LetterReaderState;
  /** What the hand looks like now, settled or not; undefined when none is seen. */
  readonly leading: Prediction | undefined;
  /** A letter that has just settled: told once for each time it is held or drawn. */
  readonly settled: SettledLetter | undefined;
}

/** Settled seconds after which a held letter is told. */
const SETTLE_SECONDS = 0.2;
/** Seconds after which a drawn letter is told: it may still go on. */
const DRAWN_SECONDS = 0.15;
/** A hand that was in the same place longer ago than this need not have rested meanwhile; slow devices are no slower. */
const LONGEST_GAP_SECONDS = 0.5;
/** Holds that were over before may no more become part of a drawn letter. */
const MEMORY_SECONDS = LONGEST_MOVEMENT_SECONDS + 1;

export const startReading: LetterReaderState = {
  hypotheses: NO_EVIDENCE,
  at: undefined,
  recent: [],
  moments: [],
  told: undefined,
};

export function readFrame(state: LetterReaderState, frame: ReadFrame, alphabet: Alphabet): LetterReading {
  const { seconds, landmarks } = frame;
  const probabilities = landmarks && handProbabilitiesInVideo(landmarks, alphabet);
  const moments =
    landmarks && probabilities
      ? withMoment(state.moments, momentOf(landmarks, seconds, likeliest(probabilities)))
      : state.moments;
  const drawn = moments === state.moments ? [] : lettersDrawn(moments, alphabet);
  const evidence = evidenceOf(frame, state, { probabilities, drawn });
  const hypotheses = forgetHolds(weigh(state.hypotheses, evidence), seconds - MEMORY_SECONDS);
  const settled = settledLetter(hypotheses, seconds, state.told, alphabet);
  return {
    state: {
      hypotheses,
      at: seconds,
      recent: landmarks
        ? [...sinceCalm(state.recent, seconds), { at: seconds, landmarks: Array.from(landmarks) }]
        : [],
      moments,
      told: settled?.told ?? state.told,
    },
    leading: probabilities && rank(probabilities, alphabet.labels)[0],
    settled: settled?.letter,
  };
}

function evidenceOf(
  { seconds: at, landmarks }: ReadFrame,
  { at: atBefore = at, recent }: LetterReaderState,
  seen: Pick<Evidence, "probabilities" | "drawn">,
): Evidence {
  const seconds = Math.min(Math.max(0, at - atBefore), MAX_FRAME_SECONDS);
  const earlier = [0, CALM_SECONDS].map((secondsAgo) => {
    const hand = recent.findLast((one) => at - one.at >= secondsAgo);
    return hand && { at: hand.at, landmarks: Float32Array.from(hand.landmarks) };
  });
  const steadiness = landmarks ? steadinessOf({ at, landmarks }, earlier, LONGEST_GAP_SECONDS) : 0;
  return { at, seconds, steadiness, ...seen };
}

/** From the last one on that is CALM_SECONDS old. */
function sinceCalm(recent: LetterReaderState["recent"], now: number): LetterReaderState["recent"] {
  const calm = recent.findLastIndex(({ at }) => now - at >= CALM_SECONDS);
  return recent.slice(Math.max(0, calm));
}

/** A letter that may be told now, and what is to be remembered of that. */
function settledLetter(
  hypotheses: Hypotheses,
  now: number,
  told: Told | undefined,
  alphabet: Alphabet,
): { readonly letter: SettledLetter; readonly told: Told } | undefined {
  const bare = holdsOf(hypotheses, now);
  const holds = withHandshapes(bare, alphabet);
  // Its own end counts: the hand may rest in the shape that drew it for as long as it likes.
  const drawn = bare.findLast(isDrawn);
  const whole = holds.findLast(isDrawn);
  if (drawn && whole && isNew(drawn, told) && drawn.until <= now - DRAWN_SECONDS)
    return tellDrawn(whole, drawn.until, told, alphabet);
  const held = heldNow(hypotheses);
  if (!held || holds.at(-1)?.since !== held.since || isTold(held, now, told, alphabet)) return undefined;
  return tellHeld(held, now, alphabet);
}

const isDrawn = ({ probability }: Hold): boolean => probability !== undefined;

const isNew = ({ since, until }: Hold, told: Told | undefined): boolean =>
  !told || (told.isDrawn ? told.since < since : told.since < until);

/** Whether what is held was told, or is the hand resting after the letter that it drew: that drawing may be forgotten by now. */
function isTold(held: HeldLetter, now: number, told: Told | undefined, alphabet: Alphabet): boolean {
  if (!told?.isDrawn) return told?.since === held.since;
  const drawn = { label: signsOf(alphabet).indexOf(told.label), until: told.since, shape: told.shape };
  return isRestOf({ ...held, until: now }, drawn, alphabet);
}

function tellDrawn(
  { label, since, until, probability = 0, shape }: Hold,
  drawnUntil: number,
  told: Told | undefined,
  alphabet: Alphabet,
) {
  const name = signsOf(alphabet)[label] ?? "";
  const replaces = told && !told.isDrawn && told.since >= since ? told.label : undefined;
  return {
    letter: { label: name, confidence: probability, startSeconds: since, endSeconds: until, replaces },
    told: { label: name, since: drawnUntil, isDrawn: true, shape },
  };
}

function tellHeld(held: HeldLetter, now: number, { labels }: Alphabet) {
  const confidence = Math.exp(held.logProbability / held.settledSeconds);
  if (held.settledSeconds < SETTLE_SECONDS || !(confidence >= CONFIDENCE_THRESHOLD)) return undefined;
  const name = labels[held.label] ?? "";
  return {
    letter: { label: name, confidence, startSeconds: held.since, endSeconds: now, replaces: undefined },
    told: { label: name, since: held.since, isDrawn: false },
  };
}
