/** Which branch holds the best point: how probable it is of each, and which to try next. */
import { drawMaxima } from "./branch-maximum.ts";
import type { BranchModel, FittedModel } from "./optimiser.ts";
import { seedOf } from "./random.ts";

/** Evaluated places that take part in a branch's maximum; the best of more. */
const PLACES = 32;

/** Per branch, the probability that the best point lies in it. */
export function branchProbabilities({ tuner, branches, size }: FittedModel): number[] {
  if (branches.length === 1) return [1];
  const maxima = branches.map(
    (branch, index) =>
      drawMaxima(
        branch,
        tuner.space.branches[index]?.coordinates ?? 0,
        bestPlaces(branch),
        seedOf(tuner.seed, 20, index, size),
      ).maxima,
  );
  const wins = branches.map(() => 0);
  const draws = maxima[0]?.length ?? 0;
  for (let draw = 0; draw < draws; draw++) {
    const values = maxima.map((branch) => branch[draw] as number);
    const winner = values.indexOf(Math.max(...values));
    wins[winner] = (wins[winner] as number) + 1;
  }
  return wins.map((count) => count / draws);
}

/** The branch's evaluated points, the best observed first. */
export const bestPlaces = ({ posterior, outputs }: BranchModel, count = PLACES): Float64Array[] =>
  posterior.points
    .map((x, index) => ({ x, output: outputs[index] as number }))
    .sort((a, b) => b.output - a.output)
    .slice(0, count)
    .map(({ x }) => x);

/**
 * The branch to try next. Every branch gets a share of the tries in proportion to the probability that it holds the
 * best point, but none is given less than an even share would be: with noisy ratings a branch that began badly would
 * never be looked at again, and the leader cannot have more than twice the tries of the other of two.
 */
export function chooseBranch(probabilities: readonly number[], tries: readonly number[]): number {
  const even = 1 / probabilities.length;
  const weights = probabilities.map((probability) => Math.max(probability, even));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const next = tries.reduce((sum, count) => sum + count, 0) + 1;
  const behind = weights.map((weight, branch) => (weight / whole) * next - (tries[branch] as number));
  return behind.indexOf(Math.max(...behind));
}
