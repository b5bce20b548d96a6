/** What a branch's true values may be, with what is pending there. Suggestions and the pictures of them use the same draws. */
import { type Draws, drawTrueValues, withPending } from "./acquisition.ts";
import type { FittedModel } from "./optimiser.ts";
import { createRandom, seedOf } from "./random.ts";

/** Draws of the branch while `pending` places of it, oldest first, are out. */
export function drawBranch(model: FittedModel, branch: number, pending: readonly Float64Array[]): Draws {
  const { tuner, branches, size } = model;
  const { posterior, outputs } = branches[branch] as FittedModel["branches"][number];
  const observed = drawTrueValues(posterior, outputs, createRandom(seedOf(tuner.seed, 11, branch, size)));
  return pending.reduce((draws, x, index) => expectPlace(model, draws, x, index), observed);
}

/** The same draws with one more place pending, the `index`-th of its branch. */
export const expectPlace = (
  { tuner, size }: FittedModel,
  draws: Draws,
  x: Float64Array,
  index: number,
): Draws => withPending(draws, x, createRandom(seedOf(tuner.seed, 12, size, index)));
