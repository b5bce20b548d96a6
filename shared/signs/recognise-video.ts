/** Reads the signs that a video holds: the settled hand decides, not the way into a sign and out of it. */
import { CONFIDENCE_THRESHOLD } from "../contract/assessment.ts";
import type { Handedness } from "../contract/hand.ts";
import type { Prediction, Segment } from "../contract/invocation.ts";
import { type Alphabet, signsOf } from "./alphabet.ts";
import { handProbabilitiesInVideo, likeliest, rank } from "./classify-hand.ts";
import {
  type HandTrack,
  handednessOf,
  isAtRest,
  type SeenHand,
  type TrackedFrame,
  trackHands,
} from "./hand-tracks.ts";
import { type Evidence, type Hold, holdsOf, NO_EVIDENCE, weigh } from "./hypotheses.ts";
import { CALM_SECONDS, longestRest, MAX_FRAME_SECONDS, type Moment, steadinessOf } from "./motion.ts";
import { lettersDrawn, withHandshapes } from "./motion-letters.ts";
import { type HandMoment, momentOf, withMoment } from "./movement.ts";

/** What one hand of a video signs. */
export interface HandReading {
  readonly handedness: Handedness;
  /** Letters, most likely first. Less than 0.5 for the first means that there is no sign. */
  readonly predictions: Prediction[];
  /** The signs held one after the other. */
  readonly segments: Segment[];
  /** Number of the frame in the middle of the deciding stretch. */
  readonly decisiveFrame: number;
  /** The hand in that frame. */
  readonly decisiveHand: SeenHand;
}

/** The hand in one frame of a video. */
interface Observation extends Evidence {
  readonly frame: number;
  readonly hand: SeenHand;
  /** The steadiness over CALM_SECONDS, where that is more; it does not tell letters apart: J would be an I. */
  readonly calm: number;
  readonly probabilities: Float32Array;
}

/** A sign that is held for less than this is doubted in proportion. */
const SURE_HOLD_SECONDS = 0.4;
/** A hand that is seen for less than this signs nothing worth telling beside another. */
const LEAST_SEEN_SECONDS = 0.3;
const LEAST_PROBABILITY = 1e-4;
/** So that a stretch without any settled frame still has a distribution. */
const LEAST_WEIGHT = 1e-3;

/**
 * What each hand of a video signs, the signing hand first: one that shows a sign before one that shows none, one that comes or
 * moves before one that lies there all along, and then the one that is seen long and large. Empty if no hand was seen.
 * @param frames In the order of time.
 */
export function recogniseVideo(
  frames: readonly TrackedFrame[],
  alphabet: Alphabet,
  options: { readonly topK?: number } = {},
): HandReading[] {
  return trackHands(frames)
    .map((track) => ({ track, observations: observe(track, frames, alphabet) }))
    .filter(({ observations }, index) => index === 0 || secondsOf(observations) >= LEAST_SEEN_SECONDS)
    .map(({ track, observations }) => ({
      reading: readHand(track, observations, alphabet, options.topK ?? 5),
      isAtRest: isAtRest(track),
    }))
    .sort(
      (a, b) =>
        Number(showsSign(b.reading)) - Number(showsSign(a.reading)) ||
        Number(a.isAtRest) - Number(b.isAtRest),
    )
    .map(({ reading }) => reading);
}

const showsSign = ({ predictions }: HandReading): boolean =>
  (predictions[0]?.confidence ?? 0) >= CONFIDENCE_THRESHOLD;

function readHand(
  track: HandTrack,
  observations: readonly Observation[],
  alphabet: Alphabet,
  topK: number,
): HandReading {
  const candidates = stretchesOf(observations, alphabet).map(({ members, drawn }) => {
    const heldSeconds = drawn ? secondsOf(members) : longestRest(members);
    const predictions = rank(
      drawn
        ? withDrawn(probabilitiesOf(members), drawn, alphabet)
        : trusted(probabilitiesOf(members), heldSeconds),
      signsOf(alphabet),
    );
    return { members, heldSeconds, predictions, confidence: predictions[0]?.confidence ?? 0 };
  });
  const best = candidates.reduce((a, b) =>
    b.heldSeconds * b.confidence > a.heldSeconds * a.confidence ? b : a,
  );
  const decisive = best.members[Math.floor(best.members.length / 2)] as Observation;
  return {
    handedness: handednessOf(track),
    predictions: best.predictions.slice(0, topK),
    segments: candidates
      .filter(({ confidence }) => confidence >= CONFIDENCE_THRESHOLD)
      .map(({ members, predictions, confidence }) => ({
        label: predictions[0]?.label ?? "",
        confidence,
        startSeconds: members[0]?.at ?? 0,
        endSeconds: (members.at(-1)?.at ?? 0) + (members.at(-1)?.seconds ?? 0),
      })),
    decisiveFrame: decisive.frame,
    decisiveHand: decisive.hand,
  };
}

/**
 * What the hand of a track shows in each frame in which it is seen. It is settled where it rests towards the frame before or
 * the one after, so that one odd frame does not unsettle its neighbours.
 */
function observe(
  { sightings }: HandTrack,
  frames: readonly TrackedFrame[],
  alphabet: Alphabet,
): Observation[] {
  const seen = sightings.map(({ at, hand: { landmarks } }): Moment => ({ at, landmarks }));
  let moments: readonly HandMoment[] = [];
  return sightings.map(({ frame, at, hand }, position) => {
    const earlier = moments;
    const probabilities = handProbabilitiesInVideo(hand.landmarks, alphabet);
    moments = withMoment(moments, momentOf(hand.landmarks, at, likeliest(probabilities)));
    const next = (frames[frame + 1] ?? frames[frame - 1])?.seconds ?? at + MAX_FRAME_SECONDS;
    const steadinessOver = (seconds: number): number =>
      steadinessOf(
        { at, landmarks: hand.landmarks },
        neighboursOf(position, seen, seconds),
        MAX_FRAME_SECONDS,
      );
    const steadiness = steadinessOver(0);
    return {
      frame,
      at,
      hand,
      seconds: Math.min(Math.abs(next - at), MAX_FRAME_SECONDS),
      steadiness,
      calm: Math.max(steadiness, steadinessOver(CALM_SECONDS)),
      probabilities,
      drawn: moments === earlier ? [] : lettersDrawn(moments, alphabet),
    };
  });
}

/** The nearest before and after that are at least so many seconds away. */
function neighboursOf(position: number, moments: readonly Moment[], seconds: number): (Moment | undefined)[] {
  const isAway = ({ at }: Moment): boolean => Math.abs(at - (moments[position]?.at ?? at)) >= seconds;
  return [
    moments.findLast((moment, place) => place < position && isAway(moment)),
    moments.find((moment, place) => place > position && isAway(moment)),
  ];
}

/** Frames that show one letter. */
interface Stretch {
  readonly members: readonly Observation[];
  /** The letter, if it is drawn. */
  readonly drawn: Hold | undefined;
}

/** The stretches in which letters are held or drawn, each with a frame at least; everything, if there is none. */
function stretchesOf(observations: readonly Observation[], alphabet: Alphabet): Stretch[] {
  const hypotheses = withGaps(observations).reduce(weigh, NO_EVIDENCE);
  const last = observations.at(-1);
  const end = last ? last.at + last.seconds : 0;
  const stretches = withHandshapes(holdsOf(hypotheses, end), alphabet)
    .map((hold) => ({
      members: observations.filter(({ at }) => at >= hold.since && at < hold.until),
      drawn: hold.probability === undefined ? undefined : hold,
    }))
    .filter(({ members }) => members.length > 0);
  return stretches.length > 0 ? stretches : [{ members: observations, drawn: undefined }];
}

/** A sign that is held for a moment only is doubted. */
const trusted = (probabilities: Float32Array, heldSeconds: number): Float32Array =>
  probabilities.map((probability) => probability * Math.min(1, heldSeconds / SURE_HOLD_SECONDS));

/** The drawn letter with its probability, the held ones with what is left. */
function withDrawn(held: Float32Array, { label, probability = 0 }: Hold, alphabet: Alphabet): Float32Array {
  const probabilities = new Float32Array(signsOf(alphabet).length);
  probabilities.set(held.map((value) => value * (1 - probability)));
  probabilities[label] = probability;
  return probabilities;
}

/** Evidence of the whole time: where the hand is not seen for long, that too. */
const withGaps = (observations: readonly Observation[]): Evidence[] =>
  observations.flatMap((observation, index): Evidence[] => {
    const next = observations[index + 1];
    const end = observation.at + observation.seconds;
    const gap = (next?.at ?? end) - end;
    const unseen = { at: end, seconds: gap, steadiness: 0, probabilities: undefined, drawn: [] };
    return gap > 1e-6 ? [observation, unseen] : [observation];
  });

/**
 * Distribution over the labels of a stretch, what is missing to 1 being "no sign": the geometric mean of its frames',
 * settled frames counting more. Frames of one hold are far from independent, so a product of them would be surer than it
 * should be.
 */
function probabilitiesOf(members: readonly Observation[]): Float32Array {
  const labelCount = members[0]?.probabilities.length ?? 0;
  const logs = new Float32Array(labelCount + 1);
  let total = 0;
  for (const { seconds, steadiness, probabilities } of members) {
    const weight = seconds * Math.max(steadiness, LEAST_WEIGHT) + 1e-9;
    const none = 1 - probabilities.reduce((sum, probability) => sum + probability, 0);
    total += weight;
    [...probabilities, none].forEach((probability, answer) => {
      logs[answer] = (logs[answer] as number) + weight * Math.log(Math.max(probability, LEAST_PROBABILITY));
    });
  }
  const powers = logs.map((log) => Math.exp(log / total));
  const sum = powers.reduce((all, power) => all + power, 0);
  return powers.subarray(0, labelCount).map((power) => power / sum);
}

const secondsOf = (observations: readonly Observation[]): number =>
  observations.reduce((sum, { seconds }) => sum + seconds, 0);
