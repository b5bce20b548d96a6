/** Test functions of the field, with their usual constants (Surjanovic & Bingham, "Virtual Library of Simulation Experiments"). */

type Formula = (x: readonly number[]) => number;

export const branin: Formula = ([a = 0, b = 0]) =>
  (b - (5.1 / (4 * Math.PI ** 2)) * a * a + (5 / Math.PI) * a - 6) ** 2 +
  10 * (1 - 1 / (8 * Math.PI)) * Math.cos(a) +
  10;

export const ackley: Formula = (x) =>
  -20 * Math.exp(-0.2 * Math.sqrt(mean(x.map((v) => v * v)))) -
  Math.exp(mean(x.map((v) => Math.cos(2 * Math.PI * v)))) +
  20 +
  Math.E;

export const rosenbrock: Formula = (x) =>
  sum(x.slice(1).map((next, i) => 100 * (next - (x[i] as number) ** 2) ** 2 + ((x[i] as number) - 1) ** 2));

export const levy: Formula = (x) => {
  const w = x.map((v) => 1 + (v - 1) / 4);
  const last = w.at(-1) as number;
  const middle = w.slice(0, -1).map((v) => (v - 1) ** 2 * (1 + 10 * Math.sin(Math.PI * v + 1) ** 2));
  return (
    Math.sin(Math.PI * (w[0] as number)) ** 2 +
    sum(middle) +
    (last - 1) ** 2 * (1 + Math.sin(2 * Math.PI * last) ** 2)
  );
};

export const hartmann =
  (
    alpha: readonly number[],
    scales: readonly (readonly number[])[],
    centres: readonly (readonly number[])[],
  ): Formula =>
  (x) =>
    -sum(
      alpha.map(
        (weight, i) =>
          weight *
          Math.exp(
            -sum(x.map((v, j) => (scales[i]?.[j] as number) * (v - (centres[i]?.[j] as number)) ** 2)),
          ),
      ),
    );

/** A hill of stars: `base` far away, `top` at the centre, Gaussian in units of `widths`. */
export const hill =
  (base: number, top: number, centre: readonly number[], widths: readonly number[]): Formula =>
  (x) =>
    base +
    (top - base) *
      Math.exp(-0.5 * sum(x.map((v, j) => ((v - (centre[j] as number)) / (widths[j] as number)) ** 2)));

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]): number => sum(values) / values.length;
