import type { Prediction } from "../contract/invocation.ts";
import type { Alphabet } from "./alphabet.ts";
import { handFeatures, mirrorLandmarks } from "./features.ts";
import { evaluateNetwork, softmax } from "./network.ts";

/**
 * Averaged logits of an alphabet's networks, over the hand and its mirror image: left and right hands sign the same
 * letters, so the answer does not depend on which it is. One for each label; after them one for a hand that shows none of
 * them, if the networks were trained to see that.
 * @param landmarks 63 values x, y, z with the same unit along x and y, y down.
 */
export function handLogits(
  landmarks: Float32Array,
  { ensemble, features }: Pick<Alphabet, "ensemble" | "features">,
): Float32Array {
  const views = [handFeatures(landmarks, features), handFeatures(mirrorLandmarks(landmarks), features)];
  const sum = new Float32Array(ensemble[0]?.at(-1)?.outputs ?? 0);
  for (const network of ensemble) {
    for (const view of views) {
      evaluateNetwork(network, view).forEach((logit, output) => {
        sum[output] = (sum[output] as number) + logit / (ensemble.length * views.length);
      });
    }
  }
  return sum;
}

/**
 * Probability of each label of a hand in a picture, in the alphabet's order, as labelProbabilities has them: what is missing to
 * 1 is for a hand that shows none, and grows from 0 once that is likelier than not.
 */
export const handProbabilities = (landmarks: Float32Array, alphabet: Alphabet): Float32Array =>
  probabilitiesOf(landmarks, alphabet, 0);

/** The same of a hand in a frame of a video. */
export const handProbabilitiesInVideo = (landmarks: Float32Array, alphabet: Alphabet): Float32Array =>
  probabilitiesOf(landmarks, alphabet, alphabet.noSignInVideo ?? 0);

function probabilitiesOf(landmarks: Float32Array, alphabet: Alphabet, noSignOffset: number): Float32Array {
  const { labels, temperature } = alphabet;
  const logits = handLogits(landmarks, alphabet);
  const offset = logits.map((logit, answer) => (answer < labels.length ? logit : logit + noSignOffset));
  return labelProbabilities(offset, labels.length, temperature);
}

/**
 * Probabilities of the labels from the logits of handLogits. Where "no sign" is less likely than not they are those of a hand
 * that shows a label, so that they stay calibrated; where it is likelier they fall with its odds.
 */
export function labelProbabilities(
  logits: Float32Array,
  labelCount: number,
  temperature: number,
): Float32Array {
  const ofLabels = softmax(logits.subarray(0, labelCount), temperature);
  if (logits.length === labelCount) return ofLabels;
  const none = softmax(logits, temperature)[labelCount] as number;
  const share = Math.min(1, (1 - none) / none);
  return ofLabels.map((probability) => probability * share);
}

/** Place of the likeliest label. */
export const likeliest = (probabilities: Float32Array): number =>
  probabilities.indexOf(Math.max(...probabilities));

/** Every letter with its probability, most likely first. */
export const classifyHand = (landmarks: Float32Array, alphabet: Alphabet): Prediction[] =>
  rank(handProbabilities(landmarks, alphabet), alphabet.labels);

export const rank = (probabilities: ArrayLike<number>, labels: readonly string[]): Prediction[] =>
  labels
    .map((label, index) => ({ label, confidence: probabilities[index] ?? 0 }))
    .sort((a, b) => b.confidence - a.confidence);
