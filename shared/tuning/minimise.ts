/** Minimisation of a smooth function in a box by L-BFGS (Nocedal & Wright, "Numerical Optimization", algorithm 7.4). */

/** The value at x, with the gradient written into `gradient`; not finite where the function is not defined. */
export type Objective = (x: Float64Array, gradient: Float64Array) => number;

export interface Box {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

export interface Minimum {
  readonly x: Float64Array;
  readonly value: number;
}

const MEMORY = 8;
const SUFFICIENT_DECREASE = 1e-4;
const MAX_HALVINGS = 12;

/** The best point found from `start` within `maxEvaluations` of the function. Steps are cut off at the box. */
export function minimise(
  objective: Objective,
  start: Float64Array,
  box: Box,
  maxEvaluations: number,
  tolerance = 1e-6,
): Minimum {
  const n = start.length;
  let x: Float64Array = start.map((v, i) => clamp(v, box.low[i] as number, box.high[i] as number));
  let gradient: Float64Array = new Float64Array(n);
  let value = objective(x, gradient);
  let evaluations = 1;
  const pairs: { s: Float64Array; y: Float64Array; rho: number }[] = [];
  while (Number.isFinite(value) && evaluations < maxEvaluations) {
    const free = freeDirections(x, gradient, box);
    const projected = gradient.map((g, i) => (free[i] ? g : 0));
    if (largest(projected) < tolerance) break;
    let direction = descentDirection(projected, pairs).map((v, i) => (free[i] ? v : 0));
    let slope = inner(direction, gradient);
    if (!(slope < 0)) {
      pairs.length = 0;
      direction = projected.map((g) => -g);
      slope = inner(direction, gradient);
    }
    let step = pairs.length === 0 ? Math.min(1, 0.25 / largest(direction)) : 1;
    let moved: { x: Float64Array; gradient: Float64Array; value: number } | undefined;
    for (let halving = 0; halving < MAX_HALVINGS && evaluations < maxEvaluations; halving++) {
      const next = x.map((v, i) =>
        clamp(v + step * (direction[i] as number), box.low[i] as number, box.high[i] as number),
      );
      const nextGradient = new Float64Array(n);
      const nextValue = objective(next, nextGradient);
      evaluations++;
      if (nextValue <= value + SUFFICIENT_DECREASE * step * slope) {
        moved = { x: next, gradient: nextGradient, value: nextValue };
        break;
      }
      step *= halving < 2 ? 0.4 : 0.2;
    }
    if (!moved) {
      if (pairs.length === 0) break;
      pairs.length = 0;
      continue;
    }
    const s = moved.x.map((v, i) => v - (x[i] as number));
    const y = moved.gradient.map((v, i) => v - (gradient[i] as number));
    const curvature = inner(s, y);
    if (curvature > 1e-12 * inner(y, y)) {
      pairs.push({ s, y, rho: 1 / curvature });
      if (pairs.length > MEMORY) pairs.shift();
    }
    const gained = value - moved.value;
    ({ x, gradient, value } = moved);
    if (gained < tolerance * 1e-3 * Math.max(1, Math.abs(value))) break;
  }
  return { x, value };
}

/** Coordinates that are not held at the box by the gradient. */
const freeDirections = (x: Float64Array, gradient: Float64Array, { low, high }: Box): boolean[] =>
  Array.from(x, (v, i) => {
    const g = gradient[i] as number;
    return !((v <= (low[i] as number) && g > 0) || (v >= (high[i] as number) && g < 0));
  });

/** The two-loop recursion: minus the inverse Hessian's estimate times the gradient. */
function descentDirection(
  gradient: Float64Array,
  pairs: readonly { s: Float64Array; y: Float64Array; rho: number }[],
): Float64Array {
  const q = gradient.slice();
  const alphas: number[] = [];
  for (const { s, y, rho } of pairs.toReversed()) {
    const alpha = rho * inner(s, q);
    alphas.unshift(alpha);
    addScaled(q, y, -alpha);
  }
  const last = pairs.at(-1);
  const scale = last ? inner(last.s, last.y) / inner(last.y, last.y) : 1;
  for (let i = 0; i < q.length; i++) q[i] = (q[i] as number) * scale;
  pairs.forEach(({ s, y, rho }, index) => {
    addScaled(q, s, (alphas[index] as number) - rho * inner(y, q));
  });
  return q.map((v) => -v);
}

const clamp = (v: number, low: number, high: number): number => Math.min(high, Math.max(low, v));

function inner(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

function addScaled(target: Float64Array, other: Float64Array, scale: number): void {
  for (let i = 0; i < target.length; i++) target[i] = (target[i] as number) + scale * (other[i] as number);
}

const largest = (a: Float64Array): number => a.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
