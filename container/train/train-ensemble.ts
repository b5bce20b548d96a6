import { NO_SIGN } from "../../shared/contract/assessment.ts";
import { FEATURE_COUNTS, type FeatureSet, handFeatures } from "../../shared/signs/features.ts";
import type { Network } from "../../shared/signs/network.ts";
import { augment } from "./augment.ts";
import { type Sample, signed } from "./dataset.ts";
import { noSignHands } from "./no-sign.ts";
import { createRandom, type Random } from "./random.ts";
import { RENDERED } from "./rendered.ts";
import {
  accumulateGradient,
  applyGradient,
  batchesOf,
  createNetwork,
  toNetwork,
} from "./trainable-network.ts";

export interface TrainingSettings {
  readonly seed: number;
  /** Networks in the ensemble. */
  readonly members: number;
  readonly features: FeatureSet;
  readonly hiddenSizes: readonly number[];
  readonly epochs: number;
  /** Samples drawn for each letter of each source in an epoch: sources count equally, however many rows they have. */
  readonly drawsPerLetter: number;
  /** Hands that show none of each kind (given, or made as in no-sign.ts) of each source, in letters' worth of draws. */
  readonly noSignShare: number;
  /** Draws of a rendered letter, or of rendered hands that show none, relative to recorded ones. */
  readonly rendered: { readonly letterShare: number; readonly noSignShare: number };
  /**
   * Added to the logit of no sign: the networks meet it far more often while they learn than learners show it (Saerens et al.
   * 2002, adjusting to new a priori probabilities).
   */
  readonly noSignOffset: number;
  /** Added to it in videos, between whose signs hands move and rest. */
  readonly noSignInVideo: number;
  readonly batchSize: number;
  readonly learningRate: number;
  readonly weightDecay: number;
  /** Share of the probability that is spread over all answers (Szegedy et al. 2016). */
  readonly labelSmoothing: number;
}

export const DEFAULT_SETTINGS: TrainingSettings = {
  seed: 1,
  members: 3,
  features: "plane-2",
  hiddenSizes: [96, 64],
  epochs: 45,
  drawsPerLetter: 40,
  noSignShare: 6,
  // With rendered letters at more weight than recorded ones confidences are nearer the truth: recorded signers are few.
  rendered: { letterShare: 2.5, noSignShare: 18 },
  noSignOffset: -1.5,
  noSignInVideo: 1.3,
  batchSize: 64,
  learningRate: 2e-3,
  weightDecay: 0.02,
  labelSmoothing: 0.1,
};

/**
 * Trains the networks one after the other; `onEpoch` hears of each epoch's mean loss. They have one output for each label
 * and a last one for hands that show none: those labelled NO_SIGN, and those that noSignHands makes of the recorded ones.
 */
export function trainEnsemble(
  samples: readonly Sample[],
  labels: readonly string[],
  settings: TrainingSettings,
  onEpoch: (member: number, epoch: number, loss: number) => void = () => {},
): Network[] {
  const recorded = signed(samples).filter(({ source }) => source !== RENDERED);
  const hands = [...samples, ...noSignHands(recorded, createRandom(settings.seed))];
  return Array.from({ length: settings.members }, (_, member) =>
    trainNetwork(hands, labels, settings, createRandom(settings.seed * 1000 + member), (epoch, loss) =>
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
  const { features, hiddenSizes, epochs, batchSize, learningRate, weightDecay } = settings;
  const answers = [...labels, NO_SIGN];
  const wanted = new Map(
    answers.map((label, index) => [label, smoothed(index, answers.length, settings.labelSmoothing)]),
  );
  const network = createNetwork([FEATURE_COUNTS[features], ...hiddenSizes, answers.length], random);
  const known = samples.filter(({ label }) => wanted.has(label));
  const draw = drawing(known, settings, random);
  for (let epoch = 0; epoch < epochs; epoch++) {
    const drawn = shuffle(draw(), random);
    // Cosine decay (Loshchilov and Hutter 2017).
    const rate = (learningRate * (1 + Math.cos((Math.PI * epoch) / epochs))) / 2;
    let loss = 0;
    for (const batch of batchesOf(drawn, batchSize)) {
      for (const { landmarks, label } of batch) {
        const target = wanted.get(label) as Float32Array;
        loss += accumulateGradient(network, handFeatures(augment(landmarks, random), features), target);
      }
      applyGradient(network, batch.length, rate, weightDecay);
    }
    onEpoch(epoch, loss / drawn.length);
  }
  const trained = toNetwork(network);
  const bias = trained.at(-1)?.bias;
  if (bias) bias[labels.length] = (bias[labels.length] as number) + settings.noSignOffset;
  return trained;
}

/** Draws an epoch's hands. */
function drawing(
  samples: readonly Sample[],
  { drawsPerLetter, noSignShare, rendered }: TrainingSettings,
  random: Random,
): () => Sample[] {
  const groups = Object.values(Object.groupBy(samples, ({ source, label }) => `${source} ${label}`));
  const drawsOf = ([first]: readonly Sample[]): number => {
    const isNone = first?.label === NO_SIGN;
    const share = isNone ? rendered.noSignShare : rendered.letterShare;
    return Math.round(drawsPerLetter * (isNone ? noSignShare : 1) * (first?.source === RENDERED ? share : 1));
  };
  return () =>
    groups.flatMap((group = []) =>
      Array.from({ length: drawsOf(group) }, () => group[random.below(group.length)] as Sample),
    );
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
