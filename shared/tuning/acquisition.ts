/**
 * Noisy expected improvement of one branch: the improvement over the best of the evaluated points, averaged over joint
 * draws of their unknown true values (Letham et al., "Constrained Bayesian Optimization with Noisy Experiments", 2019).
 * Without noise there is one draw, the observations themselves, and it is the classic expected improvement.
 */
import { at, multiplyLower, multiplyUpper, solveLower, solveUpper } from "./cholesky.ts";
import {
  condition,
  type Posterior,
  predictAll,
  predictSlope,
  weightsOf,
  withPoint,
} from "./gaussian-process.ts";
import { logImprovement } from "./normal-distribution.ts";
import type { Random } from "./random.ts";

/** What a branch's true values may be at the places that are evaluated or pending. */
export interface Draws {
  /** Without noise, at evaluated and pending points. */
  readonly posterior: Posterior;
  /** Per draw: the true values, whitened by the factor of the process. */
  readonly whitened: readonly Float64Array[];
  readonly weights: readonly Float64Array[];
  /** Per draw: the true values. */
  readonly values: readonly Float64Array[];
  /** Per draw: the best true value. */
  readonly incumbents: Float64Array;
}

const DRAWS = 64;
/** A draw costs the square of the points. */
const DRAWS_OF_MANY = 16;
const MANY_POINTS = 60;
/** Below this (in squared standard deviations of the outputs) observations count as exact. */
const EXACT_BELOW = 1e-4;

const isNoisy = (posterior: Posterior): boolean => posterior.kernel.noiseVariance > EXACT_BELOW;

/** Draws the true values at the observed points by Matheron's rule. */
export function drawTrueValues(noisy: Posterior, outputs: Float64Array, random: Random): Draws {
  const exact = condition(noisy.kernel, noisy.points, 0);
  const { factor } = exact;
  const n = noisy.points.length;
  if (!isNoisy(noisy)) {
    const whitened = [solveLower(factor, outputs.slice())];
    return withIncumbents({ posterior: exact, whitened });
  }
  const deviation = Math.sqrt(noisy.kernel.noiseVariance);
  const whitened = Array.from({ length: n > MANY_POINTS ? DRAWS_OF_MANY : DRAWS }, () => {
    const noise = Float64Array.from({ length: n }, () => random.normal());
    const prior = multiplyLower(factor, noise);
    const residual = outputs.map((output, i) => output - at(prior, i) - deviation * random.normal());
    const correction = weightsOf(noisy, residual);
    const lifted = multiplyUpper(factor, correction);
    return noise.map((value, i) => value + at(lifted, i));
  });
  return withIncumbents({ posterior: exact, whitened });
}

function withIncumbents({ posterior, whitened }: Pick<Draws, "posterior" | "whitened">): Draws {
  const weights = whitened.map((values) => solveUpper(posterior.factor, values.slice()));
  const values = whitened.map((draw) => multiplyLower(posterior.factor, draw));
  const incumbents = Float64Array.from(values, (draw) =>
    draw.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
  );
  return { posterior, whitened, weights, values, incumbents };
}

/** The draws with a value for a pending point, so that the next suggestion goes elsewhere. */
export function withPending(draws: Draws, x: Float64Array, random: Random): Draws {
  const exact = draws.whitened.length === 1;
  const posterior = withPoint(draws.posterior, x);
  // A point adds its own whitened normal; without noise the pending value is believed to be its mean.
  const whitened = draws.whitened.map((values) => Float64Array.of(...values, exact ? 0 : random.normal()));
  return withIncumbents({ posterior, whitened });
}

/** Logarithm of the improvement expected at x over the incumbents. */
export function logExpectedImprovement(draws: Draws, x: Float64Array): number {
  const { means, variance } = predictAll(draws.posterior, draws.weights, x);
  const deviation = Math.sqrt(variance);
  const logs = means.map((mean, s) => logImprovement((mean - at(draws.incumbents, s)) / deviation).log);
  return Math.log(deviation) + logMeanExp(logs);
}

/** As above with the gradient by x, written into `gradient`. */
export function logExpectedImprovementSlope(draws: Draws, x: Float64Array, gradient: Float64Array): number {
  const { means, variance, meanGradients, varianceGradient } = predictSlope(
    draws.posterior,
    draws.weights,
    x,
  );
  const deviation = Math.sqrt(variance);
  const parts = Array.from(means, (mean, s) => logImprovement((mean - at(draws.incumbents, s)) / deviation));
  const logs = Float64Array.from(parts, ({ log }) => log);
  const total = logMeanExp(logs);
  gradient.fill(0);
  parts.forEach(({ cumulativeRatio, densityRatio }, s) => {
    const share = Math.exp(at(logs, s) - total) / parts.length;
    const meanGradient = meanGradients[s] as Float64Array;
    for (let j = 0; j < gradient.length; j++) {
      const deviationGradient = at(varianceGradient, j) / (2 * deviation);
      gradient[j] =
        at(gradient, j) +
        (share * (cumulativeRatio * at(meanGradient, j) + densityRatio * deviationGradient)) / deviation;
    }
  });
  return Math.log(deviation) + total;
}

function logMeanExp(values: Float64Array): number {
  let most = Number.NEGATIVE_INFINITY;
  for (const value of values) most = Math.max(most, value);
  let sum = 0;
  for (const value of values) sum += Math.exp(value - most);
  return most + Math.log(sum / values.length);
}
