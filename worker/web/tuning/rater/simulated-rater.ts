/** A made-up person who rates, so that a session can be tried without pictures. The same seed is the same person. */
import {
  type Objective,
  type ParameterValues,
  RATING_MAX,
  RATING_MIN,
} from "../../../../shared/contract/tuning.ts";
import { encode } from "../../../../shared/tuning/point.ts";
import { createRandom, type Random, seedOf } from "../../../../shared/tuning/random.ts";
import type { Branch, SearchSpace } from "../../../../shared/tuning/search-space.ts";

export interface SimulatedRater {
  /** What the person truly thinks, without the mood of the moment. */
  truth(parameters: ParameterValues): number;
  /** The best that there is, in the same unit. */
  readonly best: number;
  /** What the person says: in whole stars, or as a measured figure. */
  rate(parameters: ParameterValues, random: Random): number;
}

export interface Person {
  readonly space: SearchSpace;
  readonly objective: Objective;
  readonly seed: number;
  /** Standard deviation of the mood, in stars. */
  readonly noiseStars: number;
}

/** Least and most stars: the favourite branch has the best place and bad ones, the others are never bad and never great. */
const FAVOURITE = { least: 1.2, most: 4.6 };
const OTHER = { least: 2, most: 3.4 };
/** How far from the liked place liking reaches, in units of the cube. */
const REACH = 0.35;
/** Taste looks at about so many parameters at a time, or a space of many would hold one needle. */
const ATTENTION = 3;
/** A measured figure for one star. */
const FIGURE_PER_STAR = 25;

export function createSimulatedRater({ space, objective, seed, noiseStars }: Person): SimulatedRater {
  const random = createRandom(seedOf(seed, 50));
  const favourite = Math.floor(random.next() * space.branches.length);
  const liked = space.branches.map((branch) => likedPlace(branch, random));
  const stars = (parameters: ParameterValues): number => {
    const { branch, x } = encode(space, parameters);
    const { least, most } = branch === favourite ? FAVOURITE : OTHER;
    return (
      least + (most - least) * liking(space.branches[branch] as Branch, x, liked[branch] as Float64Array)
    );
  };
  const inUnit = (value: number): number => {
    if (objective.kind === "rating") return value;
    const figure = FIGURE_PER_STAR * (value - RATING_MIN);
    return objective.direction === "maximize" ? figure : FIGURE_PER_STAR * (RATING_MAX - RATING_MIN) - figure;
  };
  return {
    truth: (parameters) => inUnit(stars(parameters)),
    best: inUnit(FAVOURITE.most),
    rate(parameters, mood) {
      const said = stars(parameters) + noiseStars * mood.normal();
      if (objective.kind === "number") return inUnit(said);
      return Math.min(RATING_MAX, Math.max(RATING_MIN, Math.round(said)));
    },
  };
}

/** Not at the edge, where it would be too easy to find. */
function likedPlace({ coordinates, dimensions }: Branch, random: Random): Float64Array {
  const x = Float64Array.from({ length: coordinates }, () => 0.2 + 0.6 * random.next());
  for (const { parameter, offset, width } of dimensions) {
    if (parameter.type !== "categorical") continue;
    x.fill(0, offset, offset + width);
    x[offset + Math.floor(random.next() * width)] = 1;
  }
  return x;
}

/** 0..1 by the distance from the liked place; another choice of a category counts as one reach. */
function liking({ dimensions }: Branch, x: Float64Array, liked: Float64Array): number {
  const squares = dimensions.map(({ parameter, offset, width }) => {
    if (parameter.type !== "categorical")
      return (((x[offset] as number) - (liked[offset] as number)) / REACH) ** 2;
    return x.subarray(offset, offset + width).every((value, i) => value === liked[offset + i]) ? 0 : 1;
  });
  const whole = squares.reduce<number>((sum, square) => sum + square, 0);
  return Math.exp((-whole * Math.min(1, ATTENTION / Math.max(1, dimensions.length))) / 2);
}
