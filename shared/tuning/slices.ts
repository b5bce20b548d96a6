/** What the model believes along each parameter through one point, for people to look at. */
import type { Parameter, ParameterValues } from "../contract/tuning.ts";
import { type Draws, logExpectedImprovement } from "./acquisition.ts";
import { drawBranch } from "./branch-draws.ts";
import { predict } from "./gaussian-process.ts";
import type { BranchModel, FittedModel } from "./optimiser.ts";
import { decode, encode, snap } from "./point.ts";
import type { BranchChoices, Dimension } from "./search-space.ts";
import { bestOfBranch } from "./summarise.ts";

/** What is expected at one value of a parameter, in the user's unit. */
export interface SlicePlace {
  readonly value: string | number;
  readonly mean: number;
  /** The true value lies between these with a probability of 0.9. */
  readonly low: number;
  readonly high: number;
  /** Improvement to be expected of a rating here over what is rated: what the search looks for. */
  readonly improvement: number;
}

export interface Slice {
  readonly parameter: Parameter;
  /** Along the parameter, ascending; of a category one per choice. */
  readonly places: readonly SlicePlace[];
  /** At the point that the slice goes through. */
  readonly here: SlicePlace;
}

export interface BranchSlices {
  readonly branch: BranchChoices;
  readonly through: ParameterValues;
  readonly slices: readonly Slice[];
}

/** Values of a number that are looked at, at most: those that can be suggested. */
const PLACES = 61;
/** Standard deviations to either side that hold 90 % of a normal distribution. */
const BAND = 1.6449;

/** One slice per parameter of the point's branch, the other parameters kept, while `pending` points are out. */
export function sliceThrough(
  model: FittedModel,
  through: ParameterValues,
  pending: readonly ParameterValues[],
): BranchSlices {
  const { space } = model.tuner;
  const { branch, x } = encode(space, through);
  const waiting = pending.map((values) => encode(space, values)).filter((point) => point.branch === branch);
  const draws = drawBranch(
    model,
    branch,
    waiting.map((point) => point.x),
  );
  const { choices, dimensions } = space.branches[branch] as (typeof space.branches)[number];
  const placeAt = (parameter: Parameter, at: Float64Array): SlicePlace => {
    const values = decode(space, { branch, x: at });
    return {
      value: values[parameter.name] as string | number,
      ...belief(model, model.branches[branch] as BranchModel, draws, at),
    };
  };
  return {
    branch: choices,
    through,
    slices: dimensions.map((dimension) => {
      const places = along(dimension, x).map((at) =>
        placeAt(dimension.parameter, snap(space, { branch, x: at }).x),
      );
      return {
        parameter: dimension.parameter,
        places: places.filter(({ value }, index) => value !== places[index - 1]?.value),
        here: placeAt(dimension.parameter, x),
      };
    }),
  };
}

/** The rated point of the branch with the best mean, else its middle. */
export function bestKnownPoint(model: FittedModel, branch: number): ParameterValues {
  const { space } = model.tuner;
  const coordinates = space.branches[branch]?.coordinates ?? 0;
  const x = bestOfBranch(model, branch)?.x ?? new Float64Array(coordinates).fill(0.5);
  return decode(space, { branch, x });
}

/** Places that differ from x in one parameter alone. */
function along({ parameter, offset, width }: Dimension, x: Float64Array): Float64Array[] {
  const count = parameter.type === "categorical" ? width : PLACES;
  return Array.from({ length: count }, (_, index) => {
    const at = x.slice();
    if (parameter.type === "categorical") {
      at.fill(0, offset, offset + width);
      at[offset + index] = 1;
    } else at[offset] = index / (count - 1);
    return at;
  });
}

function belief(
  { transform }: FittedModel,
  { posterior, weights }: BranchModel,
  draws: Draws,
  x: Float64Array,
): Omit<SlicePlace, "value"> {
  const { mean, variance } = predict(posterior, weights, x);
  const deviation = Math.sqrt(variance);
  const ends = [transform.backward(mean - BAND * deviation), transform.backward(mean + BAND * deviation)];
  return {
    mean: transform.backward(mean),
    low: Math.min(...ends),
    high: Math.max(...ends),
    improvement: transform.spread(mean, Math.exp(logExpectedImprovement(draws, x))),
  };
}
