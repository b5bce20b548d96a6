/** What a person wants to know of a tuning session: how far it is, what is best, and what matters. */
import type { ParameterValues } from "../contract/tuning.ts";
import { bestPlaces } from "./best-branch.ts";
import { type BranchDraws, DRAW_COUNT, drawMaxima } from "./branch-maximum.ts";
import { type Convergence, convergenceOf } from "./convergence.ts";
import { meansAtPoints, predict } from "./gaussian-process.ts";
import { parameterImportance } from "./importance.ts";
import { type FittedModel, MODEL_FROM } from "./optimiser.ts";
import { decode } from "./point.ts";
import { seedOf } from "./random.ts";
import type { BranchChoices } from "./search-space.ts";

export interface Recommendation {
  readonly parameters: ParameterValues;
  /** What the model expects there, in the user's unit. */
  readonly mean: number;
  readonly sd: number;
}

export interface BranchSummary {
  readonly branch: BranchChoices;
  readonly samples: number;
  /** The best mean among the branch's rated points, in the user's unit; null without any. */
  readonly best: number | null;
  /** Probability that the best point lies in this branch. */
  readonly probabilityBest: number;
}

export interface Summary extends Convergence {
  readonly samples: number;
  /** The rated point with the best mean, which is a safer choice than the highest single rating; null without any. */
  readonly recommended: Recommendation | null;
  /** Share of each parameter in the variation of the model; sums to 1. Empty before the model has a say. */
  readonly importance: Readonly<Record<string, number>>;
  readonly branches: readonly BranchSummary[];
}

interface Candidate {
  readonly branch: number;
  readonly x: Float64Array;
  readonly mean: number;
}

export function summarise(model: FittedModel): Summary {
  const { tuner, size, transform, branches } = model;
  const best = branches.map((_, branch) => bestOfBranch(model, branch));
  const leader = best.reduce<Candidate | undefined>(
    (a, b) => (b && (!a || b.mean > a.mean) ? b : a),
    undefined,
  );
  const draws = branches.map((branch, index): BranchDraws => {
    const own = best[index];
    const places = [...(own ? [own.x] : []), ...bestPlaces(branch)];
    const { coordinates } = tuner.space.branches[index] as (typeof tuner.space.branches)[number];
    return drawMaxima(branch, coordinates, places, seedOf(tuner.seed, 30, index, size));
  });
  const maxima = Array.from({ length: DRAW_COUNT }, (_, draw) =>
    draws.map((branch) => branch.maxima[draw] as number),
  );
  return {
    samples: size,
    ...convergenceOf(
      model,
      leader && { ...leader, values: draws[leader.branch]?.values.map((at) => at[0] as number) ?? [] },
      maxima,
    ),
    recommended: leader ? recommendation(model, leader) : null,
    importance: size >= MODEL_FROM ? parameterImportance(model) : {},
    branches: tuner.space.branches.map(({ choices, index }) => ({
      branch: choices,
      samples: branches[index]?.posterior.points.length ?? 0,
      best: best[index] ? transform.backward(best[index].mean) : null,
      probabilityBest:
        maxima.filter((values) => values.indexOf(Math.max(...values)) === index).length / DRAW_COUNT,
    })),
  };
}

/** The rated point of a branch with the best mean; the first of equals. */
export function bestOfBranch({ branches }: FittedModel, branch: number): Candidate | undefined {
  const { posterior, weights, outputs } = branches[branch] as FittedModel["branches"][number];
  const means = meansAtPoints(posterior, weights, outputs);
  return posterior.points
    .map((x, index) => ({ branch, x, mean: means[index] as number }))
    .reduce<Candidate | undefined>((a, b) => (a && a.mean >= b.mean ? a : b), undefined);
}

function recommendation(
  { tuner, transform, branches }: FittedModel,
  { branch, x, mean }: Candidate,
): Recommendation {
  const { posterior, weights } = branches[branch] as FittedModel["branches"][number];
  const { variance } = predict(posterior, weights, x);
  return {
    parameters: decode(tuner.space, { branch, x }),
    mean: transform.backward(mean),
    sd: transform.spread(mean, Math.sqrt(variance)),
  };
}
