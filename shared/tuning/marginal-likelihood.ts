/**
 * The marginal likelihood of a Gaussian process and its gradient by the logarithms of the hyperparameters
 * (Rasmussen & Williams, "Gaussian Processes for Machine Learning", eq. 5.8 and 5.9).
 */
import {
  appendRow,
  at,
  createCholesky,
  halfLogDeterminant,
  inverse,
  solveLower,
  solveUpper,
} from "./cholesky.ts";
import { type Kernel, MEAN_VARIANCE } from "./gaussian-process.ts";

/** Observations with what the likelihood needs again and again: squared differences per pair and dimension. */
export interface TrainingSet {
  readonly size: number;
  readonly dimensions: number;
  readonly outputs: Float64Array;
  /** Pair (i, j < i) at i (i - 1) / 2 + j, times the number of dimensions. */
  readonly squaredDifferences: Float64Array;
}

const SQRT_5 = Math.sqrt(5);
/** Keeps the factor positive definite where the noise is nothing. */
const JITTER = 1e-8;

export function trainingSet(points: readonly Float64Array[], outputs: Float64Array): TrainingSet {
  const size = points.length;
  const dimensions = points[0]?.length ?? 0;
  const squaredDifferences = new Float64Array(((size * (size - 1)) / 2) * dimensions);
  let next = 0;
  for (let i = 0; i < size; i++)
    for (let j = 0; j < i; j++)
      for (let k = 0; k < dimensions; k++) {
        const difference = at(points[i] as Float64Array, k) - at(points[j] as Float64Array, k);
        squaredDifferences[next++] = difference * difference;
      }
  return { size, dimensions, outputs, squaredDifferences };
}

/** Gradients by ln length scale (one per dimension), ln signal variance and ln noise variance. */
export interface LikelihoodGradient {
  readonly lengthScales: Float64Array;
  signal: number;
  noise: number;
}

/** Minus the logarithm of the marginal likelihood, without its constant; the gradient is added to `gradient`. */
export function negativeLogLikelihood(
  { size, dimensions, outputs, squaredDifferences }: TrainingSet,
  { lengthScales, signalVariance, noiseVariance }: Kernel,
  gradient: LikelihoodGradient,
): number {
  const pairs = (size * (size - 1)) / 2;
  const matern = new Float64Array(pairs);
  const slopes = new Float64Array(pairs);
  const inverseSquares = lengthScales.map((scale) => 1 / (scale * scale));
  for (let pair = 0; pair < pairs; pair++) {
    let square = 0;
    const start = pair * dimensions;
    for (let k = 0; k < dimensions; k++) square += at(squaredDifferences, start + k) * at(inverseSquares, k);
    const r = SQRT_5 * Math.sqrt(square);
    const decay = Math.exp(-r);
    matern[pair] = (1 + r + (5 / 3) * square) * decay;
    slopes[pair] = (5 / 3) * (1 + r) * decay;
  }
  const factor = createCholesky(size);
  const row = new Float64Array(size);
  const variance = MEAN_VARIANCE + signalVariance * (1 + JITTER) + noiseVariance;
  for (let i = 0, pair = 0; i < size; i++) {
    for (let j = 0; j < i; j++, pair++) row[j] = MEAN_VARIANCE + signalVariance * at(matern, pair);
    if (!appendRow(factor, row, variance)) return Number.POSITIVE_INFINITY;
  }
  const half = solveLower(factor, outputs.slice());
  let fit = 0;
  for (let i = 0; i < size; i++) fit += at(half, i) * at(half, i);
  const value = 0.5 * fit + halfLogDeterminant(factor);
  const weights = solveUpper(factor, half);
  const precision = inverse(factor);
  let trace = 0;
  let signal = 0;
  for (let i = 0, pair = 0; i < size; i++) {
    const weight = at(weights, i);
    trace += weight * weight - at(precision, i * size + i);
    for (let j = 0; j < i; j++, pair++) {
      const w = signalVariance * (weight * at(weights, j) - at(precision, i * size + j));
      signal += w * at(matern, pair);
      const slope = w * at(slopes, pair);
      const start = pair * dimensions;
      for (let k = 0; k < dimensions; k++)
        gradient.lengthScales[k] =
          at(gradient.lengthScales, k) - slope * at(squaredDifferences, start + k) * at(inverseSquares, k);
    }
  }
  gradient.signal -= signal + 0.5 * trace * signalVariance;
  gradient.noise -= 0.5 * trace * noiseVariance;
  return value;
}
