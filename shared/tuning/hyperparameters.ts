/** Hyperparameters of the branches' processes by maximum a posteriori. */
import type { Objective } from "../contract/tuning.ts";
import { at } from "./cholesky.ts";
import type { Kernel } from "./gaussian-process.ts";
import { type LikelihoodGradient, negativeLogLikelihood, type TrainingSet } from "./marginal-likelihood.ts";
import { type Box, minimise } from "./minimise.ts";
import { addLengthScalePrior, addNormalPrior, priorsFor } from "./priors.ts";
import type { SearchSpace } from "./search-space.ts";

/** Natural logarithms. */
export interface Hyperparameters {
  /** One per key of the layout, in units of the cube. */
  readonly lengthScales: readonly number[];
  /** Signal variance, one per branch, of standardised outputs. */
  readonly signals: readonly number[];
  /** Noise variance, of standardised outputs. */
  readonly noise: number;
}

/** Which length scale each coordinate of each branch uses. */
export interface KernelLayout {
  readonly keys: readonly string[];
  /** Index into the keys, per branch and coordinate. */
  readonly indices: readonly Int32Array[];
  /** Dimensions of the largest branch. */
  readonly dimensions: number;
}

/** Lower and upper ends of the search, as logarithms. */
const LENGTH_SCALE_RANGE = [Math.log(0.02), Math.log(50)] as const;
const SIGNAL_RANGE = [Math.log(0.01), Math.log(100)] as const;
const NOISE_RANGE = [Math.log(1e-9), Math.log(4)] as const;

export function kernelLayout({ branches }: SearchSpace): KernelLayout {
  const keys = [...new Set(branches.flatMap(({ dimensions }) => dimensions.map(({ key }) => key)))];
  const indices = branches.map((branch) => {
    const result = new Int32Array(branch.coordinates);
    for (const { key, offset, width } of branch.dimensions)
      result.fill(keys.indexOf(key), offset, offset + width);
    return result;
  });
  return { keys, indices, dimensions: Math.max(1, ...branches.map(({ dimensions }) => dimensions.length)) };
}

export const kernelOf = (
  layout: KernelLayout,
  { lengthScales, signals, noise }: Hyperparameters,
  branch: number,
): Kernel => ({
  lengthScales: Float64Array.from(layout.indices[branch] as Int32Array, (index) =>
    Math.exp(lengthScales[index] as number),
  ),
  signalVariance: Math.exp(signals[branch] as number),
  noiseVariance: Math.exp(noise),
});

/** The most probable hyperparameters given one training set per branch (which may be empty). */
export function fitHyperparameters(
  layout: KernelLayout,
  sets: readonly TrainingSet[],
  kind: Objective["kind"],
  maxEvaluations: number,
): Hyperparameters {
  const priors = priorsFor(kind, layout.dimensions);
  const keys = layout.keys.length;
  const size = keys + sets.length + 1;
  const noiseAt = size - 1;
  const posterior = (theta: Float64Array, gradient: Float64Array): number => {
    gradient.fill(0);
    let value = addLengthScalePrior(priors.lengthScale, theta.subarray(0, keys), gradient);
    for (let index = keys; index < noiseAt; index++)
      value += addNormalPrior(priors.signal, theta, index, gradient);
    value += addNormalPrior(priors.noise, theta, noiseAt, gradient);
    sets.forEach((set, branch) => {
      if (set.size > 0)
        value += addLikelihood(
          set,
          layout.indices[branch] as Int32Array,
          theta,
          keys + branch,
          noiseAt,
          gradient,
        );
    });
    return value;
  };
  const box = boxOf(keys, size);
  const best = priors.starts
    .map(({ lengthScale, noise }) => {
      const start = new Float64Array(size).fill(priors.signal.mean);
      start.fill(priors.lengthScale.mean + lengthScale, 0, keys);
      start[noiseAt] = priors.noise.mean + noise;
      return minimise(posterior, start, box, maxEvaluations);
    })
    .reduce((a, b) => (b.value < a.value ? b : a));
  return {
    lengthScales: [...best.x.subarray(0, keys)],
    signals: [...best.x.subarray(keys, noiseAt)],
    noise: at(best.x, noiseAt),
  };
}

/** Adds one branch's gradient to that of the hyperparameters it uses; answers its negative log likelihood. */
function addLikelihood(
  set: TrainingSet,
  indices: Int32Array,
  theta: Float64Array,
  signalAt: number,
  noiseAt: number,
  gradient: Float64Array,
): number {
  const own: LikelihoodGradient = { lengthScales: new Float64Array(indices.length), signal: 0, noise: 0 };
  const value = negativeLogLikelihood(
    set,
    {
      lengthScales: Float64Array.from(indices, (index) => Math.exp(at(theta, index))),
      signalVariance: Math.exp(at(theta, signalAt)),
      noiseVariance: Math.exp(at(theta, noiseAt)),
    },
    own,
  );
  indices.forEach((index, coordinate) => {
    gradient[index] = at(gradient, index) + at(own.lengthScales, coordinate);
  });
  gradient[signalAt] = at(gradient, signalAt) + own.signal;
  gradient[noiseAt] = at(gradient, noiseAt) + own.noise;
  return value;
}

function boxOf(keys: number, size: number): Box {
  const range = (index: number) =>
    index < keys ? LENGTH_SCALE_RANGE : index < size - 1 ? SIGNAL_RANGE : NOISE_RANGE;
  return {
    low: Float64Array.from({ length: size }, (_, index) => range(index)[0]),
    high: Float64Array.from({ length: size }, (_, index) => range(index)[1]),
  };
}
