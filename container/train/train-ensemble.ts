import { FEATURE_COUNT, handFeatures } from "../../shared/signs/features.ts";
import type { Network } from "../../shared/signs/network.ts";
import { augment } from "./augment.ts";
import type { Sample } from "./dataset.ts";
import { createRandom, type Random } from "./random.ts";
import { accumulateGradient, applyGradient, createNetwork, toNetwork } from "./trainable-network.ts";

export interface TrainingSettings {
  readonly seed: number;
  /** Networks in the ensemble. */
  readonly members: number;
  readonly hiddenSizes: readonly number[];
  readonly epochs: number;
  /** Samples drawn for each letter of each source in an epoch: sources count equally, however many rows they have. */
  readonly drawsPerLetter: number;
  readonly batchSize: number;
  readonly learningRate: number;
  readonly weightDecay: number;
  /** Share of the probability that is spread over all letters (Szegedy et al. 2016). */
  readonly labelSmoothing: number;
}

export const DEFAULT_SETTINGS: TrainingSettings = {
  seed: 1,
  members: 3,
  hiddenSizes: [96, 64],
  epochs: 30,
  drawsPerLetter: 40,
  batchSize: 64,
  learningRate: 2e-3,
  weightDecay: 0.02,
  labelSmoothing: 0.1,
};

/** Trains the networks one after the other; `onEpoch` hears of each epoch's mean loss. */
export function trainEnsemble(
  samples: readonly Sample[],
  labels: readonly string[],
  settings: TrainingSettings,
  onEpoch: (member: number, epoch: number, loss: number) => void = () => {},
): Network[] {
  return Array.from({ length: settings.members }, (_, member) =>
    trainNetwork(samples, labels, settings, createRandom(settings.seed * 1000 + member), (epoch, loss) =>
      onEpoch(member, epoch, loss),
    ),
  );
}

function trainNetwork(
  samples: readonly Sample[],
  labels: readonly string[],
  settings: TrainingSettings,
  random: Random,
  onEpoch: (epoch: number, loss: number) => void,
): Network {
  const { hiddenSizes, epochs, drawsPerLetter, batchSize, learningRate, weightDecay } = settings;
  const groups = Object.values(Object.groupBy(samples, ({ source, label }) => `${source} ${label}`));
  const wanted = new Map(
    labels.map((label, index) => [label, smoothed(index, labels.length, settings.labelSmoothing)]),
  );
  const network = createNetwork([FEATURE_COUNT, ...hiddenSizes, labels.length], random);
  for (let epoch = 0; epoch < epochs; epoch++) {
    const drawn = shuffle(
      groups.flatMap((group = []) =>
        Array.from({ length: drawsPerLetter }, () => group[random.below(group.length)] as Sample),
      ),
      random,
    );
    // Cosine decay (Loshchilov and Hutter 2017).
    const rate = (learningRate * (1 + Math.cos((Math.PI * epoch) / epochs))) / 2;
    let loss = 0;
    drawn.forEach(({ landmarks, label }, index) => {
      const target = wanted.get(label);
      if (target) loss += accumulateGradient(network, handFeatures(augment(landmarks, random)), target);
      if ((index + 1) % batchSize === 0) applyGradient(network, batchSize, rate, weightDecay);
    });
    onEpoch(epoch, loss / drawn.length);
  }
  return toNetwork(network);
}

function smoothed(index: number, count: number, smoothing: number): Float32Array {
  const target = new Float32Array(count).fill(smoothing / count);
  target[index] = 1 - smoothing + smoothing / count;
  return target;
}

function shuffle<T>(items: T[], random: Random): T[] {
  for (let last = items.length - 1; last > 0; last--) {
    const other = random.below(last + 1);
    [items[last], items[other]] = [items[other] as T, items[last] as T];
  }
  return items;
}
