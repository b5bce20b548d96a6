/**
 * Points that fill the unit cube evenly: the additive recurrence on powers of the generalised golden ratio
 * (M. Roberts, "The Unreasonable Effectiveness of Quasirandom Sequences", 2018), moved by a random shift per seed.
 */
import { createRandom } from "./random.ts";

/** The `count` points from `start` on of the sequence of `seed` in `dimensions` dimensions, each coordinate in [0, 1). */
export function lowDiscrepancyPoints(
  dimensions: number,
  seed: number,
  start: number,
  count: number,
): Float64Array[] {
  const ratio = generalisedGoldenRatio(dimensions);
  const random = createRandom(seed);
  const shift = Float64Array.from({ length: dimensions }, () => random.next());
  return Array.from({ length: count }, (_, index) =>
    shift.map((offset, dimension) => (offset + (start + index + 1) / ratio ** (dimension + 1)) % 1),
  );
}

/** The root above 1 of x^(d+1) = x + 1. */
function generalisedGoldenRatio(dimensions: number): number {
  let x = 2;
  for (let iteration = 0; iteration < 64; iteration++) x = (1 + x) ** (1 / (dimensions + 1));
  return x;
}
