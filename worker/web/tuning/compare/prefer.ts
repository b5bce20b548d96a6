import { RATING_MAX, RATING_MIN } from "../../../../shared/contract/tuning.ts";

/** Stars of the two that are compared; null before they have any. */
export type Pair<T> = readonly [T, T];

/**
 * Stars that say "this one is better". Stars that say so already stay; else the better one gets one star more than the
 * other, and where there is no room above, the other one gets one less. `usual` stands in for the other's stars where
 * neither has any.
 */
export function prefer(stars: Pair<number | null>, better: 0 | 1, usual: number): Pair<number> {
  const [winner, loser] = better === 0 ? stars : [stars[1], stars[0]];
  const settled = settle(winner, loser, usual);
  return better === 0 ? settled : [settled[1], settled[0]];
}

function settle(winner: number | null, loser: number | null, usual: number): Pair<number> {
  if (winner !== null && loser === null)
    return winner > RATING_MIN ? [winner, winner - 1] : [RATING_MIN + 1, RATING_MIN];
  const other = loser ?? Math.min(RATING_MAX - 1, Math.max(RATING_MIN, Math.round(usual)));
  if (winner !== null && winner > other) return [winner, other];
  return other < RATING_MAX ? [other + 1, other] : [RATING_MAX, RATING_MAX - 1];
}
