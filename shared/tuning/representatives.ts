import { at } from "./cholesky.ts";
import { squaredDistance } from "./point.ts";

/** Of the points kept, these are the best ones; the rest are spread out. */
const BEST_SHARE = 0.25;

/**
 * Indices of `count` points that stand for all, in ascending order: the best, then again and again the one that lies
 * farthest from those chosen.
 */
export function representatives(
  points: readonly Float64Array[],
  outputs: Float64Array,
  count: number,
): number[] {
  if (count >= points.length) return points.map((_, index) => index);
  const byMerit = points.map((_, index) => index).sort((a, b) => at(outputs, b) - at(outputs, a));
  const chosen = byMerit.slice(0, Math.max(1, Math.round(count * BEST_SHARE)));
  const nearest = points.map((x) =>
    Math.min(...chosen.map((index) => squaredDistance(x, points[index] as Float64Array))),
  );
  while (chosen.length < count) {
    const farthest = nearest.indexOf(Math.max(...nearest));
    chosen.push(farthest);
    points.forEach((x, index) => {
      nearest[index] = Math.min(
        nearest[index] as number,
        squaredDistance(x, points[farthest] as Float64Array),
      );
    });
    nearest[farthest] = -1;
  }
  return chosen.sort((a, b) => a - b);
}
