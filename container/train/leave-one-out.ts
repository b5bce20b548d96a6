/** The honest figure: each source is judged by networks that have never seen it. */
import { CONFIDENCE_THRESHOLD } from "../../shared/contract/assessment.ts";
import type { Alphabet } from "../../shared/signs/alphabet.ts";
import { handLogits, labelProbabilities } from "../../shared/signs/classify-hand.ts";
import { type Sample, signed, sourcesOf } from "./dataset.ts";
import {
  answersOf,
  fitTemperature,
  type Metrics,
  measure,
  type ReliabilityBin,
  reliability,
  type Scored,
} from "./metrics.ts";
import { betweenLetters, noSignHands } from "./no-sign.ts";
import { createRandom } from "./random.ts";
import type { TrainingSettings } from "./train-ensemble.ts";
import type { Trainers } from "./training-threads.ts";

/** What happens at the confidence that parts signs from no sign. */
export interface NoSign {
  /** Share of the letters that are answered with the right letter and enough confidence. */
  readonly recall: number;
  /** Share of the hands between two letters that are taken for a letter; some of them do look like one. */
  readonly falseSigns: number;
  /** Share of the hands with fingers of several letters that are taken for a letter, though they are far from all. */
  readonly falseCompositions: number;
}

export interface LeaveOneOut {
  /** Of the sources, each judged with a temperature fitted on the others. */
  readonly sources: Readonly<Record<string, Metrics & NoSign>>;
  /** Means over the sources. */
  readonly mean: Omit<Metrics, "rows"> & NoSign;
  /** Fitted on all left-out sources: what a new source should be judged with. */
  readonly temperature: number;
  /** Share of right answers for each label, over all sources. */
  readonly perLabel: Readonly<Record<string, number>>;
  /** confusion[shown][read] counts over all sources, by the highest logit; the last column is "no sign". */
  readonly confusion: readonly (readonly number[])[];
  readonly reliability: readonly ReliabilityBin[];
  /** By source, what judged it. */
  readonly classifiers: ReadonlyMap<string, Classifier>;
}

/** Hands between letters on which a left-out source is judged. */
const BETWEEN_COUNT = 1000;
const RELIABILITY_BINS = 10;

type Classifier = Pick<Alphabet, "ensemble" | "features">;

export function score(
  samples: readonly Sample[],
  classifier: Classifier,
  labels: readonly string[],
): Scored[] {
  return samples.flatMap(({ landmarks, label }) => {
    const truth = labels.indexOf(label);
    return truth < 0 ? [] : [{ logits: handLogits(landmarks, classifier), truth }];
  });
}

/** @param rendered Hands that every ensemble is trained on besides, and none is judged by. */
export async function leaveOneSourceOut(
  samples: readonly Sample[],
  labels: readonly string[],
  settings: TrainingSettings,
  trainers: Pick<Trainers, "ensemble">,
  rendered: readonly Sample[] = [],
): Promise<LeaveOneOut> {
  const letters = signed(samples);
  const judge = async (source: string) => {
    const own = letters.filter((sample) => sample.source === source);
    const others = samples.filter((sample) => sample.source !== source);
    const ensemble = await trainers.ensemble({
      name: `Without ${source}`,
      samples: [...others, ...rendered],
      labels,
      settings,
    });
    const classifier = { ensemble, features: settings.features };
    return {
      source,
      classifier,
      set: score(own, classifier, labels),
      between: handsBetween(own, settings.seed).map((hand) => handLogits(hand, classifier)),
      composed: noSignHands(own, createRandom(settings.seed), letters)
        .filter(({ kind }) => kind === "composed")
        .map(({ landmarks }) => handLogits(landmarks, classifier)),
    };
  };
  const scored = await Promise.all(sourcesOf(letters).map(judge));
  const sources = Object.fromEntries(
    scored.map(({ source, set, ...none }) => {
      const others = scored.filter((other) => other.source !== source).map((other) => other.set);
      const temperature = fitTemperature(others, labels.length);
      const metrics = measure(set, temperature, labels.length);
      return [source, { ...metrics, ...noSign({ set, ...none }, temperature, labels.length) }];
    }),
  );
  const mean = (read: (metrics: Metrics & NoSign) => number): number =>
    Object.values(sources).reduce((sum, metrics) => sum + read(metrics), 0) / scored.length;
  const all = scored.flatMap(({ set }) => set);
  const temperature = fitTemperature(
    scored.map(({ set }) => set),
    labels.length,
  );
  return {
    sources,
    mean: {
      top1: mean(({ top1 }) => top1),
      top3: mean(({ top3 }) => top3),
      ece: mean(({ ece }) => ece),
      recall: mean(({ recall }) => recall),
      falseSigns: mean(({ falseSigns }) => falseSigns),
      falseCompositions: mean(({ falseCompositions }) => falseCompositions),
    },
    temperature,
    perLabel: Object.fromEntries(
      labels.map((label, index) => {
        const own = all.filter(({ truth }) => truth === index);
        return [label, measure(own, 1, labels.length).top1];
      }),
    ),
    confusion: confusionOf(all, labels.length),
    reliability: reliability(answersOf(all, temperature, labels.length), RELIABILITY_BINS),
    classifiers: new Map(scored.map(({ source, classifier }) => [source, classifier])),
  };
}

interface Judged {
  readonly set: readonly Scored[];
  /** Logits of hands that show no letter. */
  readonly between: readonly Float32Array[];
  readonly composed: readonly Float32Array[];
}

function noSign({ set, between, composed }: Judged, temperature: number, labelCount: number): NoSign {
  const sure = answersOf(set, temperature, labelCount).filter(
    ({ confidence, isRight }) => isRight && confidence >= CONFIDENCE_THRESHOLD,
  );
  const shareTaken = (hands: readonly Float32Array[]): number =>
    hands.filter(
      (logits) => Math.max(...labelProbabilities(logits, labelCount, temperature)) >= CONFIDENCE_THRESHOLD,
    ).length / Math.max(1, hands.length);
  return {
    recall: sure.length / set.length,
    falseSigns: shareTaken(between),
    falseCompositions: shareTaken(composed),
  };
}

function handsBetween(samples: readonly Sample[], seed: number): Float32Array[] {
  const random = createRandom(seed);
  return Array.from({ length: BETWEEN_COUNT }, () => betweenLetters(samples, random)).flatMap((hand) =>
    hand ? [hand] : [],
  );
}

function confusionOf(scored: readonly Scored[], labelCount: number): number[][] {
  const counts = Array.from({ length: labelCount }, () => new Array<number>(labelCount + 1).fill(0));
  for (const { logits, truth } of scored) {
    const read = logits.indexOf(Math.max(...logits));
    const row = counts[truth] as number[];
    row[read] = (row[read] as number) + 1;
  }
  return counts;
}
