import { type Objective, RATING_MAX, RATING_MIN } from "../../../../shared/contract/tuning.ts";
import type { Observation } from "../../../../shared/tuning/optimiser.ts";
import type { Slice } from "../../../../shared/tuning/slices.ts";
import type { SliceScales } from "./slice-chart.tsx";

const MARGIN = 0.05;
/** Of ratings: stars above the most and below the least that are shown. */
const BEYOND = 0.4;

/** One scale for all slices of a branch. */
export function scalesOf(
  slices: readonly Slice[],
  observations: readonly Observation[],
  { kind }: Objective,
): SliceScales {
  const places = slices.flatMap((slice) => slice.places);
  const mostImprovement = Math.max(0, ...places.map(({ improvement }) => improvement));
  if (kind === "rating") return { low: RATING_MIN - BEYOND, high: RATING_MAX + BEYOND, mostImprovement };
  const values = [
    ...places.flatMap(({ low, high }) => [low, high]),
    ...observations.map(({ value }) => value),
  ];
  const low = Math.min(...values);
  const high = Math.max(...values);
  const margin = MARGIN * (high - low) || 1;
  return { low: low - margin, high: high + margin, mostImprovement };
}
