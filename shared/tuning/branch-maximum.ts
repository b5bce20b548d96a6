/** Joint draws of a branch's function at many places: how good its best may be. */
import { appendRow, at, createCholesky, dot, multiplyLower, solveLower } from "./cholesky.ts";
import { covarianceBetween, covariances, priorVariance } from "./gaussian-process.ts";
import { lowDiscrepancyPoints } from "./low-discrepancy.ts";
import type { BranchModel } from "./optimiser.ts";
import { createRandom, seedOf } from "./random.ts";

export interface BranchDraws {
  /** Per draw: the best value anywhere in the branch. */
  readonly maxima: Float64Array;
  /** Per draw: the values at the places of interest. */
  readonly values: readonly Float64Array[];
}

export const DRAW_COUNT = 128;
/** Places that the maximum is looked for at, besides those of interest. */
const SPREAD_PLACES = 64;
/** Each place costs the square of the points. */
const SPREAD_PLACES_OF_MANY = 24;
const MANY_POINTS = 300;
const JITTER = 1e-6;

/** Draws from the posterior at `places` (coordinates in the branch) and at places spread over the branch. */
export function drawMaxima(
  model: BranchModel,
  coordinates: number,
  places: readonly Float64Array[],
  seed: number,
): BranchDraws {
  const { posterior, weights } = model;
  const spread = posterior.points.length > MANY_POINTS ? SPREAD_PLACES_OF_MANY : SPREAD_PLACES;
  const all = [...places, ...lowDiscrepancyPoints(coordinates, seedOf(seed, 1), 0, spread)];
  const means = new Float64Array(all.length);
  const halves: Float64Array[] = [];
  const factor = createCholesky(all.length);
  const variance = priorVariance(posterior.kernel);
  all.forEach((x, index) => {
    const k = covariances(posterior.kernel, posterior.points, x);
    means[index] = dot(k, weights, k.length);
    const half = solveLower(posterior.factor, k);
    const row = Float64Array.from(
      halves,
      (other, column) =>
        covarianceBetween(posterior.kernel, x, all[column] as Float64Array) - dot(half, other, half.length),
    );
    halves.push(half);
    const own = Math.max(variance - dot(half, half, half.length), 0) + JITTER;
    // A place that the others determine adds nothing of its own.
    if (!appendRow(factor, row, own)) appendRow(factor, row, own + variance * 1e-3);
  });
  const random = createRandom(seedOf(seed, 2));
  const values = Array.from({ length: DRAW_COUNT }, () => {
    const moved = multiplyLower(
      factor,
      Float64Array.from({ length: all.length }, () => random.normal()),
    );
    return moved.map((value, index) => value + at(means, index));
  });
  return {
    maxima: Float64Array.from(values, (draw) =>
      draw.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
    ),
    values: values.map((draw) => draw.subarray(0, places.length)),
  };
}
