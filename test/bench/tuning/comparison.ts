/** What rows of several optimisers say together: medians, paired statistics and ranks. Pure; regrets are never below 0. */
import { z } from "zod";
import { createRandom } from "../../../shared/tuning/random.ts";
import {
  bootstrapMedian,
  type Friedman,
  friedman,
  holm,
  type Interval,
  logArea,
  median,
  normalisedArea,
  quartiles,
  wilcoxonSignedRank,
} from "./statistics.ts";

/** A run whose best regret ends above this has not left the worse of two APIs (best 3.6 stars of 4.5). */
export const STUCK_REGRET = 0.85;

const ByEvaluations = z.record(z.string(), z.number());
export const RowSchema = z
  .object({
    optimiser: z.string(),
    problem: z.string(),
    seed: z.int(),
    q: z.int().min(1),
    trace: z.array(z.object({ regret: z.number(), best_regret: z.number() })).optional(),
    best_regret: ByEvaluations.optional(),
    recommendation_regret: ByEvaluations,
    log_area: z.number().optional(),
  })
  .refine((row) => row.trace || row.best_regret, "A row has a trace or best_regret");
export const RowsSchema = z.array(RowSchema);
export type Row = z.infer<typeof RowSchema>;

export type Metric = "best regret" | "recommendation regret";
const METRICS: readonly Metric[] = ["best regret", "recommendation regret"];

const BUDGETS = [15, 30, 50, 100, 200];
type Quartiles = readonly [number, number, number];

export interface SummaryLine {
  readonly problem: string;
  readonly optimiser: string;
  readonly seeds: number;
  /** Quartiles by number of evaluations. */
  readonly bestRegret: Readonly<Record<number, Quartiles>>;
  /** Quartiles of the best regret after the last evaluations. */
  readonly end: Quartiles;
  /** Median regret of the recommendation after the last evaluations. */
  readonly recommended: number;
  /** Share of stuck runs; null on problems without pairs, which have no branches. */
  readonly stuck: number | null;
  /** Random search is 1, the best of those at hand 0; null where random search is missing or the best. */
  readonly area: number | null;
}

/** One line a problem and optimiser, problems in the order of the rows, optimisers by their end. */
export function summarise(rows: readonly Row[]): SummaryLine[] {
  return [...groupBy(rows, ({ problem }) => problem)].flatMap(([problem, ofProblem]) => {
    const groups = groupBy(ofProblem, ({ optimiser }) => optimiser);
    const areas = new Map([...groups].map(([name, runs]) => [name, medianArea(runs)]));
    return [...groups]
      .map(([optimiser, runs]) => summaryLine(problem, optimiser, runs, areas))
      .sort((a, b) => a.end[1] - b.end[1]);
  });
}

function summaryLine(
  problem: string,
  optimiser: string,
  runs: readonly Row[],
  areas: ReadonlyMap<string, number | null>,
): SummaryLine {
  const ends = runs.map((row) => regretOf(row, "best regret", endOf(runs)));
  const area = areas.get(optimiser) ?? null;
  const random = areas.get("random") ?? null;
  const best = Math.min(...[...areas.values()].filter((value) => value !== null));
  return {
    problem,
    optimiser,
    seeds: runs.length,
    bestRegret: Object.fromEntries(
      BUDGETS.filter((at) => at <= endOf(runs)).map((at) => [
        at,
        quartiles(runs.map((row) => regretOf(row, "best regret", at))),
      ]),
    ),
    end: quartiles(ends),
    recommended: median(runs.map((row) => regretOf(row, "recommendation regret", endOf(runs)))),
    stuck: runs.some(({ q }) => q > 1)
      ? ends.filter((regret) => regret > STUCK_REGRET).length / ends.length
      : null,
    area: area === null || random === null || random === best ? null : normalisedArea(area, random, best),
  };
}

export interface PairedProblem {
  readonly problem: string;
  /** Seeds that both have. */
  readonly seeds: number;
  /** Ours less theirs: below 0 is better. */
  readonly difference: Interval;
  readonly pValue: number;
  /** Holm's over the problems of this pair. */
  readonly adjusted: number;
  /** Significantly worse, by more than a tenth of the peer's median. */
  readonly isWorse: boolean;
}

export interface PairedComparison {
  readonly optimiser: string;
  readonly peer: string;
  readonly metric: Metric;
  readonly problems: readonly PairedProblem[];
  /** Problems whose interval lies below 0. */
  readonly better: number;
  readonly worse: number;
  /** The interval lies below 0 on two thirds of the problems and none is worse. */
  readonly beats: boolean;
}

/** One optimiser against each other one, by seed, after the last evaluations that both have. */
export function comparePeers(optimiser: string, rows: readonly Row[]): PairedComparison[] {
  const peers = [...new Set(rows.map((row) => row.optimiser))].filter((name) => name !== optimiser);
  return peers.flatMap((peer) => METRICS.map((metric) => comparePair(optimiser, peer, metric, rows)));
}

function comparePair(
  optimiser: string,
  peer: string,
  metric: Metric,
  rows: readonly Row[],
): PairedComparison {
  const measured = [...groupBy(rows, ({ problem }) => problem)].flatMap(([problem, ofProblem]) => {
    const theirs = new Map(ofProblem.filter((r) => r.optimiser === peer).map((r) => [r.seed, r]));
    const pairs = ofProblem
      .filter((row) => row.optimiser === optimiser)
      .flatMap((our) => {
        const their = theirs.get(our.seed);
        return their ? [[our, their] as const] : [];
      });
    if (pairs.length === 0) return [];
    const end = endOf(pairs.flat());
    const regrets = pairs.map(
      ([our, their]) => [regretOf(our, metric, end), regretOf(their, metric, end)] as const,
    );
    const differences = regrets.map(([our, their]) => our - their);
    const difference = bootstrapMedian(differences, createRandom(1));
    const theirMedian = median(regrets.map(([, their]) => their));
    const { pValue } = wilcoxonSignedRank(differences);
    return [{ problem, seeds: pairs.length, difference, pValue, theirMedian }];
  });
  const adjusted = holm(measured.map(({ pValue }) => pValue));
  const problems = measured.map(({ theirMedian, ...line }, i) => ({
    ...line,
    adjusted: adjusted[i] as number,
    isWorse: (adjusted[i] as number) < 0.05 && line.difference.median > 0.1 * theirMedian,
  }));
  const better = problems.filter(({ difference }) => difference.high < 0).length;
  const worse = problems.filter(({ isWorse }) => isWorse).length;
  const beats = problems.length > 0 && better >= (2 / 3) * problems.length && worse === 0;
  return { optimiser, peer, metric, problems, better, worse, beats };
}

export interface Ranking {
  readonly metric: Metric;
  readonly problems: readonly string[];
  readonly columns: readonly string[];
  readonly friedman: Friedman;
}

/** Mean ranks of the medians over the problems that every optimiser has; none where fewer than two problems or optimisers are shared. */
export function rankOptimisers(rows: readonly Row[]): Ranking[] {
  const columns = [...new Set(rows.map(({ optimiser }) => optimiser))];
  const shared = [...groupBy(rows, ({ problem }) => problem)].filter(
    ([, runs]) => new Set(runs.map(({ optimiser }) => optimiser)).size === columns.length,
  );
  if (shared.length < 2 || columns.length < 2) return [];
  return METRICS.map((metric) => ({
    metric,
    problems: shared.map(([problem]) => problem),
    columns,
    friedman: friedman(
      shared.map(([, runs]) =>
        columns.map((name) => {
          const own = runs.filter(({ optimiser }) => optimiser === name);
          return median(own.map((row) => regretOf(row, metric, endOf(runs))));
        }),
      ),
    ),
  }));
}

/** The largest budget that all these runs have reached. */
function endOf(runs: readonly Row[]): number {
  return Math.min(...runs.map((row) => Math.max(...Object.keys(row.recommendation_regret).map(Number))));
}

function regretOf(row: Row, metric: Metric, at: number): number {
  const value =
    metric === "recommendation regret"
      ? row.recommendation_regret[at]
      : (row.best_regret?.[at] ?? row.trace?.[at - 1]?.best_regret);
  if (value === undefined)
    throw new Error(`${row.optimiser} on ${row.problem}, seed ${row.seed}: no ${metric} after ${at}`);
  return value;
}

/** Null where a run has neither a trace nor its area. */
function medianArea(runs: readonly Row[]): number | null {
  const areas = runs.map(
    (row) => row.log_area ?? (row.trace ? logArea(row.trace.map((step) => step.best_regret)) : null),
  );
  return areas.includes(null) ? null : median(areas.filter((area) => area !== null));
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  return Map.groupBy(items, keyOf);
}
