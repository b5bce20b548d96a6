const BASE_SECONDS = 2;
const CAP_SECONDS = 300;

/**
 * Whole seconds to wait after the given failed try (1 for the first): doubling from 2 s to 5 min, of which a random half
 * is left out so that what failed together does not come back together. `random` is uniform in [0, 1).
 */
export function backoffSeconds(failedTry: number, random: number): number {
  const full = Math.min(CAP_SECONDS, BASE_SECONDS * 2 ** Math.max(0, failedTry - 1));
  return Math.max(1, Math.round(full * (0.5 + random / 2)));
}
