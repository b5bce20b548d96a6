/** The standard normal distribution, far into its tails. */

const SQRT_2 = Math.SQRT2;
const LOG_SQRT_2PI = 0.5 * Math.log(2 * Math.PI);
const SQRT_HALF_PI = Math.sqrt(Math.PI / 2);
const INVERSE_SQRT_PI = 1 / Math.sqrt(Math.PI);

// Rational approximations of erf and erfc: W. J. Cody, "Rational Chebyshev approximations for the error function",
// Mathematics of Computation 23 (1969); coefficients lowest order last, as in his CALERF. Relative error below 1e-15.
const ERF_P = [
  0.18577770618460315, 3.1611237438705655, 113.86415415105016, 377.485237685302, 3209.3775891384694,
];
const ERF_Q = [1, 23.601290952344122, 244.02463793444417, 1282.6165260773723, 2844.236833439171];
const ERFC_P = [
  2.1531153547440383e-8, 0.5641884969886701, 8.883149794388377, 66.11919063714163, 298.6351381974001,
  881.952221241769, 1712.0476126340707, 2051.0783778260716, 1230.3393547979972,
];
const ERFC_Q = [
  1, 15.744926110709835, 117.6939508913125, 537.1811018620099, 1621.3895745666903, 3290.7992357334597,
  4362.619090143247, 3439.3676741437216, 1230.3393548037495,
];
const TAIL_P = [
  0.016315387137302097, 0.30532663496123236, 0.36034489994980445, 0.12578172611122926, 0.016083785148742275,
  0.0006587491615298378,
];
const TAIL_Q = [
  1, 2.568520192289822, 1.8729528499234673, 0.5279051029514285, 0.06051834131244132, 0.0023352049762686918,
];

function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (const coefficient of coefficients) sum = sum * x + coefficient;
  return sum;
}

/** The scaled complementary error function exp(x^2) erfc(x), for x >= 0. */
export function erfcx(x: number): number {
  if (x <= 0.46875) {
    const square = x * x;
    return Math.exp(square) * (1 - (x * polynomial(ERF_P, square)) / polynomial(ERF_Q, square));
  }
  if (x <= 4) return polynomial(ERFC_P, x) / polynomial(ERFC_Q, x);
  const square = 1 / (x * x);
  return (INVERSE_SQRT_PI - (square * polynomial(TAIL_P, square)) / polynomial(TAIL_Q, square)) / x;
}

/** Logarithm of the density. */
const logDensity = (u: number): number => -0.5 * u * u - LOG_SQRT_2PI;

/** Cumulative distribution over density, for u <= 0: Mills' ratio of -u. */
const millsRatio = (u: number): number => SQRT_HALF_PI * erfcx(-u / SQRT_2);

/** Probability of a value below u. */
export const cumulative = (u: number): number =>
  u <= 0 ? millsRatio(u) * Math.exp(logDensity(u)) : 1 - cumulative(-u);

/** Expected improvement in units of the standard deviation, h(u) = density(u) + u cumulative(u), and its derivatives. */
export interface Improvement {
  /** ln h(u). */
  readonly log: number;
  /** cumulative(u) / h(u), the derivative of ln h by u. */
  readonly cumulativeRatio: number;
  /** density(u) / h(u). */
  readonly densityRatio: number;
}

/**
 * ln h(u) for every u without underflow, after Ament et al., "Unexpected Improvements to Expected Improvement for
 * Bayesian Optimization" (NeurIPS 2023).
 */
export function logImprovement(u: number): Improvement {
  if (u > 0) {
    const density = Math.exp(logDensity(u));
    const below = cumulative(u);
    const h = density + u * below;
    return { log: Math.log(h), cumulativeRatio: below / h, densityRatio: density / h };
  }
  const ratio = millsRatio(u);
  // Below -40 the difference cancels; its leading term is exact there to 1e-3, and only its logarithm is used.
  const overDensity = u > -40 ? 1 + u * ratio : 1 / (u * u);
  return {
    log: logDensity(u) + Math.log(overDensity),
    cumulativeRatio: ratio / overDensity,
    densityRatio: 1 / overDensity,
  };
}
