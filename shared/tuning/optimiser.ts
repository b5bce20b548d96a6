/**
 * The optimiser's model of what was told so far. Everything in this folder is a pure function of its arguments: the
 * same tuner and observations give the same model and the same suggestions, on any machine and after any restart.
 */
import type { Objective, ParameterValues } from "../contract/tuning.ts";
import { condition, type Posterior, weightsOf } from "./gaussian-process.ts";
import { fitHyperparameters, type Hyperparameters, kernelLayout, kernelOf } from "./hyperparameters.ts";
import { trainingSet } from "./marginal-likelihood.ts";
import { type OutputTransform, outputTransform } from "./output-transform.ts";
import { encode } from "./point.ts";
import { representatives } from "./representatives.ts";
import type { SearchSpace } from "./search-space.ts";

/** What is searched, and the seed of everything random about it. */
export interface Tuner {
  readonly space: SearchSpace;
  readonly objective: Objective;
  readonly seed: number;
}

export interface Observation {
  /** Checked by `checkPoint`. */
  readonly parameters: ParameterValues;
  /** The rating or number as the user gave it. */
  readonly value: number;
}

/** One branch's observations, in the optimiser's scales, and the process conditioned on them. */
export interface BranchModel {
  readonly posterior: Posterior;
  /** Which observation each point belongs to, ascending. */
  readonly order: readonly number[];
  readonly outputs: Float64Array;
  readonly weights: Float64Array;
}

export interface FittedModel {
  readonly tuner: Tuner;
  /** Number of observations. */
  readonly size: number;
  /** Worth caching: with them, `fitModel` needs one factorisation. */
  readonly hyperparameters: FittedHyperparameters;
  readonly transform: OutputTransform;
  /** One per branch of the space. */
  readonly branches: readonly BranchModel[];
}

/** Hyperparameters and the number of observations that they were fitted to. */
export interface FittedHyperparameters extends Hyperparameters {
  readonly fittedTo: number;
}

/** From so many observations on the model has a say, as in the service this one replaces. */
export const MODEL_FROM = 5;

/** A fit costs the cube of the observations: beyond these numbers it happens only every so many of them. */
const REFIT_STEPS = [
  { above: 300, step: 25 },
  { above: 100, step: 10 },
];
/** A fit looks at no more points than these. */
const LARGEST_FIT = 256;
/** Evaluations of the likelihood per start, by the points in the fit. */
const FIT_EVALUATIONS = [
  { above: 150, evaluations: 8 },
  { above: 60, evaluations: 16 },
  { above: 0, evaluations: 60 },
];

/** How many of the first `size` observations the hyperparameters are fitted to. */
export function fittedTo(size: number): number {
  const step = REFIT_STEPS.find(({ above }) => size > above)?.step ?? 1;
  return size - (size % step);
}

/**
 * The model of the observations. `known` hyperparameters of the same log are used where they are those that would be
 * fitted anyway: they save time and change nothing.
 */
export function fitModel(
  tuner: Tuner,
  observations: readonly Observation[],
  known?: FittedHyperparameters,
): FittedModel {
  const due = fittedTo(observations.length);
  const hyperparameters = known?.fittedTo === due ? known : fitTo(tuner, observations.slice(0, due));
  const { transform, points, outputs, order } = branchData(tuner, observations);
  const layout = kernelLayout(tuner.space);
  const branches = points.map((branchPoints, branch): BranchModel => {
    const posterior = condition(kernelOf(layout, hyperparameters, branch), branchPoints);
    const branchOutputs = outputs[branch] as Float64Array;
    return {
      posterior,
      order: order[branch] as number[],
      outputs: branchOutputs,
      weights: weightsOf(posterior, branchOutputs),
    };
  });
  return { tuner, size: observations.length, hyperparameters, transform, branches };
}

function fitTo(tuner: Tuner, observations: readonly Observation[]): FittedHyperparameters {
  const { points, outputs } = branchData(tuner, observations);
  const share = Math.min(1, LARGEST_FIT / Math.max(1, observations.length));
  const sets = points.map((branchPoints, branch) => {
    const branchOutputs = outputs[branch] as Float64Array;
    const kept = representatives(branchPoints, branchOutputs, Math.ceil(share * branchPoints.length));
    return trainingSet(
      kept.map((index) => branchPoints[index] as Float64Array),
      Float64Array.from(kept, (index) => branchOutputs[index] as number),
    );
  });
  const largest = Math.max(...sets.map(({ size }) => size));
  const evaluations = FIT_EVALUATIONS.find(({ above }) => largest > above)?.evaluations ?? 1;
  const fitted = fitHyperparameters(kernelLayout(tuner.space), sets, tuner.objective.kind, evaluations);
  return { ...fitted, fittedTo: observations.length };
}

function branchData({ space, objective }: Tuner, observations: readonly Observation[]) {
  const transform = outputTransform(
    objective,
    observations.map(({ value }) => value),
  );
  const points: Float64Array[][] = space.branches.map(() => []);
  const outputs: number[][] = space.branches.map(() => []);
  const order: number[][] = space.branches.map(() => []);
  for (const [index, { parameters, value }] of observations.entries()) {
    const { branch, x } = encode(space, parameters);
    points[branch]?.push(x);
    outputs[branch]?.push(transform.forward(value));
    order[branch]?.push(index);
  }
  return { transform, points, order, outputs: outputs.map((values) => Float64Array.from(values)) };
}
