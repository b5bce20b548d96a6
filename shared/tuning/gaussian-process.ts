/**
 * Gaussian process regression with a Matern 5/2 kernel, a length scale per dimension, and a constant mean that is
 * integrated out. Points lie in the unit cube, outputs are standardised.
 */
import {
  appendRow,
  at,
  type Cholesky,
  copyCholesky,
  createCholesky,
  dot,
  solveLower,
  solveUpper,
} from "./cholesky.ts";

export interface Kernel {
  /** One per dimension, in units of the cube. */
  readonly lengthScales: Float64Array;
  readonly signalVariance: number;
  readonly noiseVariance: number;
}

/** Variance of the constant mean: outputs are standardised, so that the mean is uncertain by one of their deviations. */
export const MEAN_VARIANCE = 1;
/** Added to the diagonal in units of the signal variance, so that close points keep the factor positive definite. */
const JITTERS = [1e-8, 1e-6, 1e-4, 1e-2];
const SQRT_5 = Math.sqrt(5);

/** Matern 5/2 at distance r in length scales (Snoek, Larochelle & Adams, NIPS 2012). */
export const matern52 = (r: number): number => (1 + SQRT_5 * r + (5 / 3) * r * r) * Math.exp(-SQRT_5 * r);

export const priorVariance = (kernel: Kernel): number => MEAN_VARIANCE + kernel.signalVariance;

/** A process conditioned on observations. */
export interface Posterior {
  readonly kernel: Kernel;
  readonly points: readonly Float64Array[];
  /** Factor of the covariance of the observations, noise included. */
  readonly factor: Cholesky;
  readonly noiseVariance: number;
}

/** Covariance of the latent function between two places, before any observation. */
export function covarianceBetween(kernel: Kernel, a: Float64Array, b: Float64Array): number {
  let square = 0;
  for (let j = 0; j < a.length; j++) {
    const difference = (at(a, j) - at(b, j)) / at(kernel.lengthScales, j);
    square += difference * difference;
  }
  return MEAN_VARIANCE + kernel.signalVariance * matern52(Math.sqrt(square));
}

/** Covariances of x with each point. */
export function covariances(kernel: Kernel, points: readonly Float64Array[], x: Float64Array): Float64Array {
  const result = new Float64Array(points.length);
  for (let i = 0; i < points.length; i++) result[i] = covarianceBetween(kernel, points[i] as Float64Array, x);
  return result;
}

/** The process that has seen `points` with the noise given (the kernel's own unless said otherwise). */
export function condition(
  kernel: Kernel,
  points: readonly Float64Array[],
  noiseVariance = kernel.noiseVariance,
): Posterior {
  for (const jitter of JITTERS) {
    const factor = factorise(kernel, points, noiseVariance + jitter * kernel.signalVariance);
    if (factor)
      return { kernel, points, factor, noiseVariance: noiseVariance + jitter * kernel.signalVariance };
  }
  throw new Error("A Matern covariance with jitter is positive definite");
}

function factorise(kernel: Kernel, points: readonly Float64Array[], diagonal: number): Cholesky | undefined {
  const factor = createCholesky(points.length);
  for (const [index, point] of points.entries()) {
    const before = covariances(kernel, points.slice(0, index), point);
    if (!appendRow(factor, before, priorVariance(kernel) + diagonal)) return undefined;
  }
  return factor;
}

/** The process that has seen one point more. A point that adds nothing but numerical trouble gets more noise. */
export function withPoint(posterior: Posterior, point: Float64Array): Posterior {
  const { kernel, points } = posterior;
  const factor = copyCholesky(posterior.factor, points.length + 1);
  const before = covariances(kernel, points, point);
  for (const jitter of [0, ...JITTERS])
    if (
      appendRow(
        factor,
        before,
        priorVariance(kernel) + posterior.noiseVariance + jitter * kernel.signalVariance,
      )
    )
      break;
  return { ...posterior, points: [...points, point], factor };
}

/** The weights of the observations in the posterior mean: covariance inverse times outputs. */
export const weightsOf = ({ factor }: Posterior, outputs: Float64Array): Float64Array =>
  solveUpper(factor, solveLower(factor, outputs.slice()));

/** Mean of the latent function at each observed point: the output less the noise that the process sees in it. */
export const meansAtPoints = (
  { noiseVariance }: Posterior,
  weights: Float64Array,
  outputs: Float64Array,
): Float64Array => outputs.map((output, i) => output - noiseVariance * at(weights, i));

/** Mean and variance of the latent function at x. */
export function predict(
  posterior: Posterior,
  weights: Float64Array,
  x: Float64Array,
): { mean: number; variance: number } {
  const k = covariances(posterior.kernel, posterior.points, x);
  const mean = dot(k, weights, k.length);
  const half = solveLower(posterior.factor, k);
  return { mean, variance: Math.max(priorVariance(posterior.kernel) - dot(half, half, half.length), 1e-12) };
}

/** What the acquisition function needs at one place, for several sets of weights at once. */
export interface Slope {
  readonly means: Float64Array;
  readonly variance: number;
  /** Derivatives by x, one row per set of weights. */
  readonly meanGradients: readonly Float64Array[];
  readonly varianceGradient: Float64Array;
}

/** Means (one per set of weights) and variance at x. */
export function predictAll(
  posterior: Posterior,
  weightSets: readonly Float64Array[],
  x: Float64Array,
): { means: Float64Array; variance: number } {
  const k = covariances(posterior.kernel, posterior.points, x);
  const means = Float64Array.from(weightSets, (weights) => dot(k, weights, k.length));
  const half = solveLower(posterior.factor, k);
  return { means, variance: Math.max(priorVariance(posterior.kernel) - dot(half, half, half.length), 1e-12) };
}

/** As `predictAll`, with gradients. */
export function predictSlope(
  posterior: Posterior,
  weightSets: readonly Float64Array[],
  x: Float64Array,
): Slope {
  const { kernel, points, factor } = posterior;
  const n = points.length;
  const d = x.length;
  const k = new Float64Array(n);
  const derivatives = new Float64Array(n * d);
  for (let i = 0; i < n; i++) {
    const point = points[i] as Float64Array;
    let square = 0;
    for (let j = 0; j < d; j++) {
      const difference = (at(x, j) - at(point, j)) / at(kernel.lengthScales, j);
      square += difference * difference;
    }
    const r = Math.sqrt(square);
    const decay = kernel.signalVariance * Math.exp(-SQRT_5 * r);
    k[i] = MEAN_VARIANCE + (1 + SQRT_5 * r + (5 / 3) * square) * decay;
    const common = -(5 / 3) * (1 + SQRT_5 * r) * decay;
    for (let j = 0; j < d; j++) {
      const scale = at(kernel.lengthScales, j);
      derivatives[i * d + j] = (common * (at(x, j) - at(point, j))) / (scale * scale);
    }
  }
  const means = Float64Array.from(weightSets, (weights) => dot(k, weights, n));
  const half = solveLower(factor, k.slice());
  const variance = Math.max(priorVariance(kernel) - dot(half, half, n), 1e-12);
  const whole = solveUpper(factor, half);
  const along = (weights: Float64Array, scale: number): Float64Array => {
    const gradient = new Float64Array(d);
    for (let i = 0; i < n; i++) {
      const weight = scale * at(weights, i);
      for (let j = 0; j < d; j++) gradient[j] = at(gradient, j) + weight * at(derivatives, i * d + j);
    }
    return gradient;
  };
  return {
    means,
    variance,
    meanGradients: weightSets.map((weights) => along(weights, 1)),
    varianceGradient: along(whole, -2),
  };
}
