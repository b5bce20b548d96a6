/** The place in a branch where the most improvement is expected. */
import { type Draws, logExpectedImprovement, logExpectedImprovementSlope } from "./acquisition.ts";
import { at } from "./cholesky.ts";
import { lowDiscrepancyPoints } from "./low-discrepancy.ts";
import { minimise } from "./minimise.ts";
import { snap, squaredDistance } from "./point.ts";
import { createRandom, type Random, seedOf } from "./random.ts";
import type { Branch, SearchSpace } from "./search-space.ts";

export interface Place {
  readonly x: Float64Array;
  /** Logarithm of the expected improvement, in standard deviations of the outputs. */
  readonly logImprovement: number;
}

/** Multiplications that the first look may cost; a prediction costs the square of the points. */
const LOOK_BUDGET = 2e7;
const SPREAD_CANDIDATES = 512;
const FEWEST_CANDIDATES = 48;
const INCUMBENTS = 4;
const NEIGHBOURS = 64;
const NEIGHBOUR_DEVIATIONS = [0.05, 0.01];
const POLISHED = 4;
const POLISH_EVALUATIONS = 50;
/** Two starts closer than this (in the cube) would climb the same hill. */
const SPREAD = 0.05;
/** Points closer than this are one suggestion. */
const DUPLICATE = 1e-5;

/** The best place that is not taken; the best taken one where everything is (a small grid). */
export function searchBranch(space: SearchSpace, branch: Branch, draws: Draws, seed: number): Place {
  const taken = draws.posterior.points;
  const random = createRandom(seedOf(seed, 1));
  const n = Math.max(8, draws.posterior.points.length);
  const share = Math.min(1, LOOK_BUDGET / (n * n) / (SPREAD_CANDIDATES + INCUMBENTS * NEIGHBOURS));
  const candidates = [
    ...lowDiscrepancyPoints(
      branch.coordinates,
      seedOf(seed, 2),
      0,
      Math.max(FEWEST_CANDIDATES, Math.round(share * SPREAD_CANDIDATES)),
    ),
    ...neighbours(branch, draws, Math.max(4, Math.round(share * NEIGHBOURS)), random),
  ].map((x) => oneHot(branch, x));
  const looked = candidates
    .map((x) => ({ x, logImprovement: logExpectedImprovement(draws, x) }))
    .sort((a, b) => b.logImprovement - a.logImprovement);
  const polished = spreadOut(looked).map((start) => polish(branch, draws, start));
  const suggestable = [...polished, ...looked.slice(0, 16)]
    .map(({ x }) => snap(space, { branch: branch.index, x }).x)
    .map((x) => ({ x, logImprovement: logExpectedImprovement(draws, x) }))
    .sort((a, b) => b.logImprovement - a.logImprovement);
  return (
    suggestable.find(({ x }) => isFree(x, taken)) ??
    looked
      .map((place) => ({ ...place, x: snap(space, { branch: branch.index, x: place.x }).x }))
      .find(({ x }) => isFree(x, taken)) ??
    (suggestable[0] as Place)
  );
}

/** Whether the place is none of those taken. */
export const isFree = (x: Float64Array, taken: readonly Float64Array[]): boolean =>
  taken.every((other) => distance(x, other) > DUPLICATE);

/** Places near the best known points. */
function neighbours(branch: Branch, draws: Draws, count: number, random: Random): Float64Array[] {
  const best = bestPoints(draws);
  return best.flatMap((point) =>
    Array.from({ length: count }, (_, index) => {
      const deviation = NEIGHBOUR_DEVIATIONS[index % NEIGHBOUR_DEVIATIONS.length] as number;
      const x = point.slice();
      for (const { offset, width, parameter } of branch.dimensions) {
        if (parameter.type === "categorical") {
          if (random.next() < 0.1) for (let k = 0; k < width; k++) x[offset + k] = random.next();
        } else x[offset] = Math.min(1, Math.max(0, at(x, offset) + deviation * random.normal()));
      }
      return x;
    }),
  );
}

/** The observed or pending points that are best on average over the draws. */
function bestPoints({ posterior, values }: Draws): Float64Array[] {
  const merits = posterior.points.map((x, i) => ({
    x,
    merit: values.reduce((sum, draw) => sum + at(draw, i), 0),
  }));
  return merits
    .sort((a, b) => b.merit - a.merit)
    .slice(0, INCUMBENTS)
    .map(({ x }) => x);
}

function polish(branch: Branch, draws: Draws, start: Place): Place {
  const low = new Float64Array(branch.coordinates);
  const high = new Float64Array(branch.coordinates).fill(1);
  for (const { offset, width, parameter } of branch.dimensions)
    if (parameter.type === "categorical")
      for (let k = offset; k < offset + width; k++) low[k] = high[k] = at(start.x, k);
  const { x, value } = minimise(
    (place, gradient) => {
      const log = logExpectedImprovementSlope(draws, place, gradient);
      for (let j = 0; j < gradient.length; j++) gradient[j] = -at(gradient, j);
      return -log;
    },
    start.x,
    { low, high },
    POLISH_EVALUATIONS,
    1e-4,
  );
  return { x, logImprovement: -value };
}

/** The best places, each on a hill of its own. */
function spreadOut(sorted: readonly Place[]): Place[] {
  const chosen: Place[] = [];
  for (const place of sorted) {
    if (chosen.length === POLISHED) break;
    if (chosen.every(({ x }) => distance(x, place.x) > SPREAD)) chosen.push(place);
  }
  return chosen;
}

/** Each category decided for its largest coordinate. */
function oneHot(branch: Branch, x: Float64Array): Float64Array {
  for (const { parameter, offset, width } of branch.dimensions) {
    if (parameter.type !== "categorical") continue;
    const scores = x.slice(offset, offset + width);
    x.fill(0, offset, offset + width);
    x[offset + scores.indexOf(Math.max(...scores))] = 1;
  }
  return x;
}

const distance = (a: Float64Array, b: Float64Array): number => Math.sqrt(squaredDistance(a, b));
