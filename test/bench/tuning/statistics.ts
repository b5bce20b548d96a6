/** Statistics of a comparison of optimisers over seeds and problems. Pure; lower values are better throughout. */
import type { Random } from "../../../shared/tuning/random.ts";

/** Differences up to this many have their exact null distribution counted. */
export const EXACT_LIMIT = 25;

/** Quantile by linear interpolation between order statistics (type 7 of Hyndman & Fan 1996, NumPy's default). NaN of no values. */
export function quantile(values: readonly number[], probability: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (sorted.length - 1) * probability;
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at - Math.floor(at));
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Lower quartile, median and upper quartile. */
export const quartiles = (values: readonly number[]): readonly [number, number, number] => [
  quantile(values, 0.25),
  median(values),
  quantile(values, 0.75),
];

export interface Interval {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** Percentile bootstrap interval of the median of paired differences (Efron & Tibshirani 1993, section 13.3). */
export function bootstrapMedian(
  differences: readonly number[],
  random: Random,
  { resamples = 4000, level = 0.95 } = {},
): Interval {
  const medians = Array.from({ length: resamples }, () =>
    median(differences.map(() => differences[Math.floor(random.next() * differences.length)] as number)),
  );
  return {
    median: median(differences),
    low: quantile(medians, (1 - level) / 2),
    high: quantile(medians, (1 + level) / 2),
  };
}

/** Ranks from 1, ascending; ties share the mean of their ranks. */
export function ranksOf(values: readonly number[]): number[] {
  const order = values.map((_, i) => i).sort((a, b) => (values[a] as number) - (values[b] as number));
  const ranks = new Array<number>(values.length).fill(0);
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end < order.length && values[order[end] as number] === values[order[start] as number]) end++;
    for (const index of order.slice(start, end)) ranks[index] = (start + 1 + end) / 2;
    start = end;
  }
  return ranks;
}

export interface SignedRank {
  /** Sum of the ranks of positive differences. */
  readonly statistic: number;
  /** Two-sided. */
  readonly pValue: number;
  /** Differences other than zero; zeros are left out (Wilcoxon 1945). */
  readonly count: number;
}

/**
 * Wilcoxon's signed-rank test. Up to EXACT_LIMIT differences the distribution is counted over all signs of the ranks at
 * hand, which is exact with ties too; above, it is normal with the variance corrected for ties, without continuity correction.
 */
export function wilcoxonSignedRank(differences: readonly number[]): SignedRank {
  const kept = differences.filter((difference) => difference !== 0);
  const count = kept.length;
  if (count === 0) return { statistic: 0, pValue: 1, count };
  const ranks = ranksOf(kept.map(Math.abs));
  const statistic = total(ranks.filter((_, i) => (kept[i] as number) > 0));
  const pValue = count <= EXACT_LIMIT ? exactPValue(ranks, statistic) : normalPValue(ranks, statistic);
  return { statistic, pValue, count };
}

/** Counts the sign patterns by their rank sum. Ranks are doubled, since shared ranks are halves. */
function exactPValue(ranks: readonly number[], statistic: number): number {
  const doubled = ranks.map((rank) => Math.round(2 * rank));
  const counts = new Float64Array(total(doubled) + 1);
  counts[0] = 1;
  for (const rank of doubled)
    for (let sum = counts.length - 1; sum >= rank; sum--)
      counts[sum] = (counts[sum] as number) + (counts[sum - rank] as number);
  const at = Math.round(2 * statistic);
  const atMost = total(counts.subarray(0, at + 1));
  const atLeast = total(counts.subarray(at));
  return Math.min(1, (2 * Math.min(atMost, atLeast)) / 2 ** ranks.length);
}

function normalPValue(ranks: readonly number[], statistic: number): number {
  const n = ranks.length;
  const variance = (n * (n + 1) * (2 * n + 1)) / 24 - tieTerm(ranks) / 48;
  const z = (statistic - (n * (n + 1)) / 4) / Math.sqrt(variance);
  return chiSquareTail(z * z, 1);
}

/** Sum of t^3 - t over groups of t equal ranks. */
function tieTerm(ranks: readonly number[]): number {
  const sizes = new Map<number, number>();
  for (const rank of ranks) sizes.set(rank, (sizes.get(rank) ?? 0) + 1);
  return total([...sizes.values()].map((size) => size ** 3 - size));
}

/** Holm's step-down adjustment (Holm 1979): p values that may be compared with alpha directly, in the order given. */
export function holm(pValues: readonly number[]): number[] {
  const order = pValues.map((_, i) => i).sort((a, b) => (pValues[a] as number) - (pValues[b] as number));
  const adjusted = new Array<number>(pValues.length).fill(1);
  let largest = 0;
  order.forEach((index, step) => {
    largest = Math.max(largest, (pValues[index] as number) * (pValues.length - step));
    adjusted[index] = Math.min(1, largest);
  });
  return adjusted;
}

export interface Friedman {
  /** One a column; 1 is the best possible. */
  readonly meanRanks: readonly number[];
  /** Chi-squared with the correction for ties. */
  readonly statistic: number;
  readonly pValue: number;
  /** Mean ranks that differ by more are different at 5 % (Nemenyi); null beyond the ten columns tabulated. */
  readonly criticalDifference: number | null;
}

/** Two-tailed Nemenyi values at 5 % for 2..10 columns (Demšar, JMLR 7, 2006, table 5a). */
const NEMENYI_Q = [1.96, 2.343, 2.569, 2.728, 2.85, 2.949, 3.031, 3.102, 3.164];

/** Friedman's test over rows (problems) of columns (optimisers); at least two rows and two columns. */
export function friedman(rows: readonly (readonly number[])[]): Friedman {
  const n = rows.length;
  const k = rows[0]?.length ?? 0;
  const ranks = rows.map(ranksOf);
  const meanRanks = Array.from({ length: k }, (_, j) => total(ranks.map((row) => row[j] as number)) / n);
  const spread = total(meanRanks.map((rank) => (rank - (k + 1) / 2) ** 2));
  const ties = 1 - total(ranks.map(tieTerm)) / (n * k * (k * k - 1));
  const statistic = ties > 0 ? ((12 * n) / (k * (k + 1))) * (spread / ties) : 0;
  const q = NEMENYI_Q[k - 2];
  return {
    meanRanks,
    statistic,
    pValue: chiSquareTail(statistic, k - 1),
    criticalDifference: q === undefined ? null : q * Math.sqrt((k * (k + 1)) / (6 * n)),
  };
}

/** Area of a run: the mean over evaluations of log10(best regret so far + 1e-3). */
export const logArea = (bestRegrets: readonly number[]): number =>
  total(bestRegrets.map((regret) => Math.log10(regret + 1e-3))) / bestRegrets.length;

/** An area on the scale where random search is 1 and the best known is 0; below 0 is better than the best known. The two must differ. */
export const normalisedArea = (area: number, random: number, bestKnown: number): number =>
  (area - bestKnown) / (random - bestKnown);

/**
 * P(X > x) of a chi-squared variable with a whole number of degrees of freedom. By the recurrence
 * Q(a + 1, z) = Q(a, z) + z^a e^-z / Gamma(a + 1) (Abramowitz & Stegun 6.5.21) from Q(1, z) or Q(1/2, z).
 */
export function chiSquareTail(x: number, degrees: number): number {
  if (x <= 0) return 1;
  const z = x / 2;
  const even = degrees % 2 === 0;
  let tail = even ? Math.exp(-z) : complementaryError(Math.sqrt(z));
  let term = even ? Math.exp(-z) : Math.exp(-z) / Math.sqrt(Math.PI * z);
  for (let a = even ? 1 : 0.5; a < degrees / 2; a++) {
    term *= z / a;
    tail += term;
  }
  return tail;
}

/** erfc for x >= 0: its series below 2 and its continued fraction above (Abramowitz & Stegun 7.1.6, 7.1.14). */
function complementaryError(x: number): number {
  if (x < 2) {
    let term = x;
    let sum = x;
    for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
      term *= (2 * x * x) / (2 * n + 1);
      sum += term;
    }
    return 1 - (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
  }
  let fraction = x;
  for (let n = 60; n >= 1; n--) fraction = x + n / 2 / fraction;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
}

function total(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
