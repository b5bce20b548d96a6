import { describe, expect, it } from "vitest";
import { comparePeers, type Row, rankOptimisers, summarise } from "../../bench/tuning/comparison.ts";

/** Runs of seeds 0, 1, 2... that end at these regrets after 15 evaluations. */
const runs = (optimiser: string, problem: string, ends: readonly number[], q = 1): Row[] =>
  ends.map((end, seed) => ({
    optimiser,
    problem,
    seed,
    q,
    best_regret: { "15": end },
    recommendation_regret: { "15": 2 * end },
    log_area: Math.log10(end),
  }));

const TENTHS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];
const better = TENTHS.map((value) => value / 10);

describe("a comparison of optimisers", () => {
  it("claims a win where the interval lies below zero on two thirds of the problems and none is worse", () => {
    const rows = ["a", "b"]
      .flatMap((problem) => [...runs("ours", problem, better), ...runs("peer", problem, TENTHS)])
      .concat(runs("ours", "c", TENTHS), runs("peer", "c", TENTHS));

    const [byBest] = comparePeers("ours", rows);

    expect(byBest).toMatchObject({ peer: "peer", metric: "best regret", better: 2, worse: 0, beats: true });
    expect(byBest?.problems.map(({ seeds }) => seeds)).toEqual([10, 10, 10]);
  });

  it("claims nothing where one problem is significantly worse", () => {
    const rows = ["a", "b"]
      .flatMap((problem) => [...runs("ours", problem, better), ...runs("peer", problem, TENTHS)])
      .concat(runs("ours", "c", TENTHS), runs("peer", "c", better));

    expect(comparePeers("ours", rows)[0]).toMatchObject({ better: 2, worse: 1, beats: false });
  });

  it("pairs by seed and leaves out seeds and problems that only one has", () => {
    const rows = [
      ...runs("ours", "a", [0.5, 0.25, 0.1]),
      ...runs("peer", "a", [1, 1]),
      ...runs("ours", "b", [1]),
    ];

    expect(comparePeers("ours", rows)[0]?.problems).toMatchObject([
      { problem: "a", seeds: 2, difference: { median: -0.625 } },
    ]);
  });

  it("reads best regrets and areas from a trace too", () => {
    const trace = Array.from({ length: 15 }, () => ({ regret: 0.099, best_regret: 0.099 }));
    const traced = {
      optimiser: "ours",
      problem: "a",
      seed: 0,
      q: 1,
      trace,
      recommendation_regret: { "15": 1 },
    };

    const [line] = summarise([traced, ...runs("random", "a", [10])]);

    expect(line).toMatchObject({ optimiser: "ours", end: [0.099, 0.099, 0.099], area: 0, stuck: null });
  });

  it("counts stuck runs of problems in pairs", () => {
    expect(summarise(runs("ours", "a", [0.1, 0.9, 0.95, 0.2], 2))).toMatchObject([{ stuck: 0.5 }]);
  });

  it("ranks over the problems that every optimiser has", () => {
    const rows = ["a", "b", "c"]
      .flatMap((problem) => [...runs("ours", problem, better), ...runs("peer", problem, TENTHS)])
      .concat(runs("ours", "alone", better));

    expect(rankOptimisers(rows)[0]).toMatchObject({
      problems: ["a", "b", "c"],
      columns: ["ours", "peer"],
      friedman: { meanRanks: [1, 2] },
    });
  });
});
