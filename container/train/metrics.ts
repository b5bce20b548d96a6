import { softmax } from "../../shared/signs/network.ts";

/** A classified sample: logits in the order of the labels, and which label is right. */
export interface Scored {
  readonly logits: Float32Array;
  readonly truth: number;
}

export interface Metrics {
  readonly top1: number;
  readonly top3: number;
  /** Expected calibration error: how far confidence is from accuracy, over 15 equal bins (Guo et al. 2017). */
  readonly ece: number;
  readonly rows: number;
}

const BINS = 15;

export function measure(scored: readonly Scored[], temperature: number): Metrics {
  const bins = Array.from({ length: BINS }, () => ({ confidence: 0, hits: 0, count: 0 }));
  let top1 = 0;
  let top3 = 0;
  for (const { logits, truth } of scored) {
    const probabilities = softmax(logits, temperature);
    const own = probabilities[truth] ?? 0;
    const place = probabilities.filter((probability) => probability > own).length;
    const confidence = Math.max(...probabilities);
    const bin = bins[Math.min(BINS - 1, Math.floor(confidence * BINS))];
    if (bin) {
      bin.confidence += confidence;
      bin.hits += place === 0 ? 1 : 0;
      bin.count += 1;
    }
    top1 += place === 0 ? 1 : 0;
    top3 += place < 3 ? 1 : 0;
  }
  const rows = scored.length;
  const ece = bins.reduce((sum, { confidence, hits }) => sum + Math.abs(confidence - hits), 0) / rows;
  return { top1: top1 / rows, top3: top3 / rows, ece, rows };
}

/** The temperature of least cross-entropy, each set of samples counting the same; golden-section search. */
export function fitTemperature(sets: readonly (readonly Scored[])[]): number {
  const loss = (temperature: number): number =>
    sets.reduce((total, set) => {
      const sum = set.reduce(
        (sum, { logits, truth }) => sum - Math.log(softmax(logits, temperature)[truth] ?? 1e-12),
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
