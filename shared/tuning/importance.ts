/** How much each parameter matters, according to the model. */

import { dot } from "./cholesky.ts";
import { covariances } from "./gaussian-process.ts";
import { lowDiscrepancyPoints } from "./low-discrepancy.ts";
import type { BranchModel, FittedModel } from "./optimiser.ts";
import { seedOf } from "./random.ts";
import type { Branch } from "./search-space.ts";

const PLACES = 128;

/**
 * Share of each parameter in the variation of the posterior mean: its total effect (Jansen's estimator, Saltelli et
 * al., "Variance based sensitivity analysis of model output", 2010), averaged over the branches; categories that choose
 * a branch share the variation between the branches' averages.
 */
export function parameterImportance(model: FittedModel): Record<string, number> {
  const { branches } = model.tuner.space;
  const effects = new Map<string, number>();
  const add = (name: string, effect: number) => effects.set(name, (effects.get(name) ?? 0) + effect);
  const averages = branches.map((branch) => {
    const fitted = model.branches[branch.index] as BranchModel;
    const places = lowDiscrepancyPoints(
      branch.coordinates,
      seedOf(model.tuner.seed, 40, branch.index),
      0,
      PLACES,
    );
    const others = lowDiscrepancyPoints(
      branch.coordinates,
      seedOf(model.tuner.seed, 41, branch.index),
      0,
      PLACES,
    );
    const means = places.map((x) => meanAt(fitted, x));
    for (const { parameter, offset, width } of branch.dimensions) {
      const squares = places.map((x, index) => {
        const moved = x.slice();
        moved.set((others[index] as Float64Array).subarray(offset, offset + width), offset);
        return ((means[index] as number) - meanAt(fitted, moved)) ** 2;
      });
      add(parameter.name, average(squares) / 2 / branches.length);
    }
    return average(means);
  });
  const middle = average(averages);
  const between = average(averages.map((value) => (value - middle) ** 2));
  const choosing = selectorsOf(branches);
  for (const name of choosing) add(name, between / choosing.length);
  const whole = [...effects.values()].reduce((sum, effect) => sum + effect, 0);
  const even = 1 / Math.max(1, effects.size);
  return Object.fromEntries(
    [...effects].map(([name, effect]) => [name, whole > 1e-12 ? effect / whole : even]),
  );
}

const meanAt = ({ posterior, weights }: BranchModel, x: Float64Array): number =>
  dot(covariances(posterior.kernel, posterior.points, x), weights, weights.length);

const selectorsOf = (branches: readonly Branch[]): string[] => [
  ...new Set(branches.flatMap(({ choices }) => Object.keys(choices))),
];

const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
