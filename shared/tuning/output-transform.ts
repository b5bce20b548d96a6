/** From the user's numbers to what the model is fitted to (standardised, larger is better), and back. */
import type { Objective } from "../contract/tuning.ts";

export interface OutputTransform {
  /** To the model's scale. */
  forward(value: number): number;
  /** To the user's unit. */
  backward(output: number): number;
  /** Standard deviation in the user's unit of what has this mean and deviation in the model's scale. */
  spread(mean: number, deviation: number): number;
}

const YEO_JOHNSON_FROM = 5;
/** From 0 on, every output above the mean has an inverse. */
const LAMBDA_LOW = 0;
const LAMBDA_HIGH = 3;
/** Keeps the inverse finite: outputs are followed this far beyond what was seen, in standard deviations. */
const FURTHEST = 6;

/**
 * Ratings are standardised only, since their scale means the same everywhere. Numbers are first made as normal as a
 * power transform can (Yeo & Johnson, Biometrika 2000, the parameter by maximum likelihood), so that a few huge values
 * do not flatten the rest.
 */
export function outputTransform({ direction, kind }: Objective, values: readonly number[]): OutputTransform {
  const sign = direction === "maximize" ? 1 : -1;
  const first = standardisation(
    values.map((value) => sign * value),
    kind === "rating" ? 0.5 : 0,
  );
  const scaled = values.map((value) => (sign * value - first.mean) / first.deviation);
  if (kind === "rating" || values.length < YEO_JOHNSON_FROM)
    return {
      forward: (value) => (sign * value - first.mean) / first.deviation,
      backward: (output) => sign * (first.mean + first.deviation * output),
      spread: (_mean, deviation) => first.deviation * deviation,
    };
  const lambda = likeliestLambda(scaled);
  const second = standardisation(
    scaled.map((value) => yeoJohnson(value, lambda)),
    0,
  );
  const backward = (output: number): number => {
    const followed = second.mean + second.deviation * Math.min(FURTHEST, Math.max(-FURTHEST, output));
    return sign * (first.mean + first.deviation * inverseYeoJohnson(followed, lambda));
  };
  return {
    forward: (value) =>
      (yeoJohnson((sign * value - first.mean) / first.deviation, lambda) - second.mean) / second.deviation,
    backward,
    spread: (mean, deviation) => Math.abs(backward(mean + deviation) - backward(mean - deviation)) / 2,
  };
}

function standardisation(values: readonly number[], smallest: number): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1);
  const deviation = Math.max(Math.sqrt(square), smallest);
  return { mean, deviation: deviation > Math.abs(mean) * 1e-13 && deviation > 0 ? deviation : 1 };
}

function yeoJohnson(value: number, lambda: number): number {
  if (value >= 0) return Math.abs(lambda) < 1e-9 ? Math.log1p(value) : ((value + 1) ** lambda - 1) / lambda;
  return Math.abs(lambda - 2) < 1e-9
    ? -Math.log1p(-value)
    : -((1 - value) ** (2 - lambda) - 1) / (2 - lambda);
}

function inverseYeoJohnson(output: number, lambda: number): number {
  if (output >= 0)
    return Math.abs(lambda) < 1e-9
      ? Math.expm1(output)
      : Math.max(1e-9, lambda * output + 1) ** (1 / lambda) - 1;
  return Math.abs(lambda - 2) < 1e-9
    ? -Math.expm1(-output)
    : 1 - Math.max(1e-9, (lambda - 2) * output + 1) ** (1 / (2 - lambda));
}

/** Maximum of the profile likelihood, by golden-section search. */
function likeliestLambda(values: readonly number[]): number {
  const logJacobian = values.reduce((sum, value) => sum + Math.sign(value) * Math.log1p(Math.abs(value)), 0);
  const score = (lambda: number): number => {
    const { deviation } = standardisation(
      values.map((value) => yeoJohnson(value, lambda)),
      0,
    );
    return -values.length * Math.log(deviation) + (lambda - 1) * logJacobian;
  };
  const golden = (Math.sqrt(5) - 1) / 2;
  let low = LAMBDA_LOW;
  let high = LAMBDA_HIGH;
  let left = high - golden * (high - low);
  let right = low + golden * (high - low);
  let leftScore = score(left);
  let rightScore = score(right);
  for (let step = 0; step < 30; step++) {
    if (leftScore > rightScore) {
      [high, right, rightScore] = [right, left, leftScore];
      left = high - golden * (high - low);
      leftScore = score(left);
    } else {
      [low, left, leftScore] = [left, right, rightScore];
      right = low + golden * (high - low);
      rightScore = score(right);
    }
  }
  return (low + high) / 2;
}
