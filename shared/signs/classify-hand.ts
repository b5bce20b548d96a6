import type { Prediction } from "../contract/invocation.ts";
import type { Alphabet } from "./alphabet.ts";
import { handFeatures, mirrorLandmarks } from "./features.ts";
import { evaluateNetwork, softmax } from "./network.ts";

/**
 * Averaged logits of an alphabet's networks, over the hand and its mirror image: left and right hands sign the same
 * letters, so the answer does not depend on which it is.
 * @param landmarks 63 values x, y, z with the same unit along x and y, y down.
 */
export function handLogits(
  landmarks: Float32Array,
  { ensemble, labels }: Pick<Alphabet, "ensemble" | "labels">,
): Float32Array {
  const views = [handFeatures(landmarks), handFeatures(mirrorLandmarks(landmarks))];
  const sum = new Float32Array(labels.length);
  for (const network of ensemble) {
    for (const view of views) {
      evaluateNetwork(network, view).forEach((logit, label) => {
        sum[label] = (sum[label] as number) + logit / (ensemble.length * views.length);
      });
    }
  }
  return sum;
}

/** Probability of each label, in the alphabet's order. */
export const handProbabilities = (landmarks: Float32Array, alphabet: Alphabet): Float32Array =>
  softmax(handLogits(landmarks, alphabet), alphabet.temperature);

/** Every letter with its probability, most likely first. */
export const classifyHand = (landmarks: Float32Array, alphabet: Alphabet): Prediction[] =>
  rank(handProbabilities(landmarks, alphabet), alphabet.labels);

export const rank = (probabilities: ArrayLike<number>, labels: readonly string[]): Prediction[] =>
  labels
    .map((label, index) => ({ label, confidence: probabilities[index] ?? 0 }))
    .sort((a, b) => b.confidence - a.confidence);
