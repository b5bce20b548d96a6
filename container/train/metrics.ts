import { labelProbabilities } from "../../shared/signs/classify-hand.ts";
import { softmax } from "../../shared/signs/network.ts";

/** A classified sample: logits in the order of the labels, one more if "no sign" is an answer, and which label is right. */
export interface Scored {
  readonly logits: Float32Array;
  /** Place of the right label. */
  readonly truth: number;
}

export interface Metrics {
  readonly top1: number;
  readonly top3: number;
  /** Expected calibration error: how far confidence is from accuracy, over 15 equal bins (Guo et al. 2017). */
  readonly ece: number;
  readonly rows: number;
}

/** An answer as a user gets it. */
export interface Answer {
  /** Of the likeliest label. */
  readonly confidence: number;
  readonly isRight: boolean;
}

/** The answers with a confidence from `from` up to the next bin. */
export interface ReliabilityBin {
  readonly from: number;
  readonly meanConfidence: number;
  /** Share of right answers. */
  readonly accuracy: number;
  readonly count: number;
}

const BINS = 15;

/** @param labelCount A logit beyond it is "no sign". */
export function measure(scored: readonly Scored[], temperature: number, labelCount: number): Metrics {
  const places = scored.map(({ logits, truth }) => {
    const own = logits[truth] ?? Number.NEGATIVE_INFINITY;
    return logits.subarray(0, labelCount).filter((logit) => logit > own).length;
  });
  const share = (limit: number): number => places.filter((place) => place < limit).length / scored.length;
  return {
    top1: share(1),
    top3: share(3),
    ece: calibrationError(answersOf(scored, temperature, labelCount)),
    rows: scored.length,
  };
}

export function answersOf(scored: readonly Scored[], temperature: number, labelCount: number): Answer[] {
  return scored.map(({ logits, truth }) => {
    const probabilities = labelProbabilities(logits, labelCount, temperature);
    const confidence = Math.max(...probabilities);
    return { confidence, isRight: probabilities[truth] === confidence };
  });
}

/** Bins that hold no answer are left out. */
export function reliability(answers: readonly Answer[], bins = BINS): ReliabilityBin[] {
  const binOf = ({ confidence }: Answer): number => Math.min(bins - 1, Math.floor(confidence * bins));
  return Array.from({ length: bins }, (_, bin) => ({
    bin,
    members: answers.filter((answer) => binOf(answer) === bin),
  })).flatMap(({ bin, members }) =>
    members.length === 0
      ? []
      : {
          from: bin / bins,
          meanConfidence: members.reduce((sum, { confidence }) => sum + confidence, 0) / members.length,
          accuracy: members.filter(({ isRight }) => isRight).length / members.length,
          count: members.length,
        },
  );
}

/** How far confidence is from accuracy, 0..1; 0 for no answers. */
export const calibrationError = (answers: readonly Answer[]): number =>
  reliability(answers).reduce(
    (sum, { meanConfidence, accuracy, count }) => sum + Math.abs(meanConfidence - accuracy) * count,
    0,
  ) / Math.max(1, answers.length);

/** The temperature of least cross-entropy of the labels, each set of samples counting the same; golden-section search. */
export function fitTemperature(sets: readonly (readonly Scored[])[], labelCount: number): number {
  const loss = (temperature: number): number =>
    sets.reduce((total, set) => {
      const sum = set.reduce(
        (sum, { logits, truth }) =>
          sum - Math.log(softmax(logits.subarray(0, labelCount), temperature)[truth] ?? 1e-12),
        0,
      );
      return total + sum / set.length;
    }, 0);
  const golden = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [0.2, 5];
  for (let step = 0; step < 25; step++) {
    const [left, right] = [high - golden * (high - low), low + golden * (high - low)];
    if (loss(left) < loss(right)) high = right;
    else low = left;
  }
  return (low + high) / 2;
}
