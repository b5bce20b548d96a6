/** The honest figure: each source is judged by networks that have never seen it. */
import { handLogits } from "../../shared/signs/classify-hand.ts";
import type { Network } from "../../shared/signs/network.ts";
import { type Sample, sourcesOf } from "./dataset.ts";
import { fitTemperature, type Metrics, measure, type Scored } from "./metrics.ts";
import { type TrainingSettings, trainEnsemble } from "./train-ensemble.ts";

export interface LeaveOneOut {
  /** Of the sources, each judged with a temperature fitted on the others. */
  readonly sources: Readonly<Record<string, Metrics>>;
  /** Means over the sources. */
  readonly mean: { readonly top1: number; readonly top3: number; readonly ece: number };
  /** Fitted on all left-out sources: what a new source should be judged with. */
  readonly temperature: number;
  /** Share of right answers for each label, over all sources. */
  readonly perLabel: Readonly<Record<string, number>>;
}

export function score(
  samples: readonly Sample[],
  ensemble: readonly Network[],
  labels: readonly string[],
): Scored[] {
  return samples.flatMap(({ landmarks, label }) => {
    const truth = labels.indexOf(label);
    return truth < 0 ? [] : [{ logits: handLogits(landmarks, { ensemble, labels }), truth }];
  });
}

export function leaveOneSourceOut(
  samples: readonly Sample[],
  labels: readonly string[],
  settings: TrainingSettings,
  onSource: (source: string) => void,
): LeaveOneOut {
  const scored = sourcesOf(samples).map((source) => {
    onSource(source);
    const ensemble = trainEnsemble(
      samples.filter((sample) => sample.source !== source),
      labels,
      settings,
    );
    return {
      source,
      set: score(
        samples.filter((sample) => sample.source === source),
        ensemble,
        labels,
      ),
    };
  });
  const sources = Object.fromEntries(
    scored.map(({ source, set }) => {
      const others = scored.filter((other) => other.source !== source).map((other) => other.set);
      return [source, measure(set, fitTemperature(others))];
    }),
  );
  const mean = (read: (metrics: Metrics) => number): number =>
    Object.values(sources).reduce((sum, metrics) => sum + read(metrics), 0) / scored.length;
  const all = scored.flatMap(({ set }) => set);
  return {
    sources,
    mean: { top1: mean(({ top1 }) => top1), top3: mean(({ top3 }) => top3), ece: mean(({ ece }) => ece) },
    temperature: fitTemperature(scored.map(({ set }) => set)),
    perLabel: Object.fromEntries(
      labels.map((label, index) => [
        label,
        measure(
          all.filter(({ truth }) => truth === index),
          1,
        ).top1,
      ]),
    ),
  };
}
