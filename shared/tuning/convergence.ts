/** How much better than the recommended point something else may still be. */

import { RATING_MAX, RATING_MIN } from "../contract/tuning.ts";
import { at, solveLower } from "./cholesky.ts";
import { meansAtPoints } from "./gaussian-process.ts";
import { type FittedModel, MODEL_FROM } from "./optimiser.ts";

export interface Convergence {
  /** 0 (nothing is known) to 1 (there is nothing left to gain). */
  readonly convergence: number;
  /** Improvement on the recommended point that is still expected, in the user's unit; null before the model has a say. */
  readonly remaining: number | null;
  /** In at least nine of ten sessions the recommended point is no farther than this from the best, in the user's unit. */
  readonly bound: number | null;
  /** The bound is below what one rating can tell. */
  readonly converged: boolean;
}

interface Recommended {
  /** Posterior mean at the recommended point. */
  readonly mean: number;
  /** Per joint draw: its value. */
  readonly values: readonly number[];
}

const QUANTILE = 0.95;
/** Without noise, a gain below this share of the range seen counts as nothing. */
const EXACT_SHARE = 0.01;
/** Chosen so that the bound holds in nine of ten runs on each problem of the benchmark. */
const SAFETY = 2.5;
/** What was gained since the first quarter of the observations may be gained once more. */
const EARLY = 4;
/** The smallest range that a gain is compared with: one star. */
const SMALLEST_RANGE = 1;

/** `maxima` holds, per joint draw, the best value of each branch. */
export function convergenceOf(
  model: FittedModel,
  recommended: Recommended | undefined,
  maxima: readonly (readonly number[])[],
): Convergence {
  const { size, transform, tuner, branches } = model;
  if (!recommended || size < MODEL_FROM)
    return { convergence: 0, remaining: null, bound: null, converged: false };
  const doubt = doubtOf(model);
  const gain = (better: number, base: number): number =>
    Math.abs(transform.backward(Math.max(better, base)) - transform.backward(base));
  const gains = maxima
    .map((values, draw) => gain(Math.max(...values), recommended.values[draw] as number))
    .sort((a, b) => a - b);
  const remaining = gains.reduce((sum, value) => sum + value, 0) / gains.length;
  const values = meansOf(model);
  const early = values.slice(0, Math.ceil(size / EARLY));
  const recentGain = Math.max(0, recommended.mean - Math.max(...early));
  const bound =
    SAFETY *
    Math.max(
      (gains[Math.floor(QUANTILE * gains.length)] as number) * doubt * (1 + inexperience(model)),
      gain(recommended.mean, recommended.mean - recentGain),
    );
  const means = values.map((value) => transform.backward(value));
  const seen = Math.max(...means) - Math.min(...means);
  const range = tuner.objective.kind === "rating" ? Math.max(seen, SMALLEST_RANGE) : seen;
  const noise = transform.spread(
    recommended.mean,
    Math.sqrt(branches[0]?.posterior.kernel.noiseVariance ?? 0),
  );
  return {
    convergence: range > 0 ? Math.max(0, (1 - (remaining * doubt) / range) / (1 + inexperience(model))) : 0,
    remaining,
    bound: tuner.objective.kind === "rating" ? Math.min(bound, RATING_MAX - RATING_MIN) : bound,
    converged: bound < Math.max(noise, EXACT_SHARE * range),
  };
}

/** What the model makes of each observation, in their order. */
function meansOf({ branches, size }: FittedModel): number[] {
  const means = new Array<number>(size).fill(0);
  for (const { posterior, weights, outputs, order } of branches) {
    const own = meansAtPoints(posterior, weights, outputs);
    order.forEach((index, i) => {
      means[index] = at(own, i);
    });
  }
  return means;
}

/** Falls with the observations per dimension: a model of few points is surer than it should be. */
const inexperience = ({ tuner, size }: FittedModel): number =>
  (5 * tuner.space.branches.reduce((sum, { dimensions }) => sum + dimensions.length, 0)) / Math.max(1, size);

/**
 * Root mean square of the errors with which each later half of the observations was predicted from those before, in
 * units of the predicted deviations, at least 1: how much surer than right the model is. Whitening the outputs gives
 * exactly these errors.
 */
function doubtOf({ branches }: FittedModel): number {
  const errors = branches.flatMap(({ posterior, outputs }) => {
    const whitened = solveLower(posterior.factor, outputs.slice());
    return [...whitened.subarray(whitened.length >> 1)];
  });
  const squares = errors.reduce((sum, error) => sum + error * error, 0);
  return Math.max(1, Math.sqrt(squares / Math.max(1, errors.length)));
}
