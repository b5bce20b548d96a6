/** Expected values without another source are of SciPy 1.17.1, from the function that the comment names. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../../shared/tuning/random.ts";
import {
  bootstrapMedian,
  chiSquareTail,
  friedman,
  holm,
  logArea,
  normalisedArea,
  quartiles,
  wilcoxonSignedRank,
} from "../../bench/tuning/statistics.ts";

/** Hamilton depression scale before and after therapy (Hollander & Wolfe 1973, p. 29). */
const BEFORE = [1.83, 0.5, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.3];
const AFTER = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29];
const DEPRESSION = BEFORE.map((value, i) => value - (AFTER[i] as number));

describe("quartiles", () => {
  it("interpolates between order statistics as numpy.quantile does", () => {
    expect(quartiles([3, 1, 4, 1, 5, 9])).toEqual([1.5, 3.5, 4.75]);
  });
});

describe("the paired bootstrap", () => {
  it("gives the median and nearly scipy.stats.bootstrap's percentile interval of 20,000 resamples", () => {
    const interval = bootstrapMedian(DEPRESSION, createRandom(1));

    expect(interval.median).toBeCloseTo(0.49, 10);
    expect(interval.low).toBeCloseTo(-0.08, 10);
    expect(interval.high).toBeCloseTo(0.952, 10);
  });

  it("repeats itself for one seed", () => {
    expect(bootstrapMedian(DEPRESSION, createRandom(7))).toEqual(
      bootstrapMedian(DEPRESSION, createRandom(7)),
    );
  });
});

describe("Wilcoxon's signed-rank test", () => {
  it("reproduces the published depression example (W = 40, one-sided p = 0.0195)", () => {
    const result = wilcoxonSignedRank(DEPRESSION);

    expect(result).toEqual({ statistic: 40, pValue: 0.0390625, count: 9 });
  });

  it("is exact with ties and drops zeros, as scipy.stats.wilcoxon with PermutationMethod", () => {
    const result = wilcoxonSignedRank([1, -1, 2, 2, -2, 3, 3, 4, 5, -0.5, 0, 6]);

    expect(result.count).toBe(11);
    expect(result.statistic).toBe(66 - 8.5);
    expect(result.pValue).toBeCloseTo(0.029296875, 12);
  });

  it("corrects the normal approximation for ties, as scipy.stats.wilcoxon(method='asymptotic')", () => {
    const differences = [
      4, -4, 1, 6, -2, 2, 7, -1, 3, -5, 5, -3, 1, 6, -2, 2, 7, -1, 4, -4, 5, -3, 2, 6, -2, 3, 8,
    ];

    const result = wilcoxonSignedRank(differences);

    expect(result.statistic).toBe(378 - 105.5);
    expect(result.pValue).toBeCloseTo(0.04427643609458871, 12);
  });

  it("finds nothing in differences of zero", () => {
    expect(wilcoxonSignedRank([0, 0, 0])).toEqual({ statistic: 0, pValue: 1, count: 0 });
  });

  it("does not depend on which of the two sides is called first", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 40 }), (differences) => {
        const forward = wilcoxonSignedRank(differences).pValue;
        const backward = wilcoxonSignedRank(differences.map((value) => -value)).pValue;
        expect(backward).toBeCloseTo(forward, 12);
      }),
    );
  });
});

describe("Holm's correction", () => {
  it("steps down and never lets a larger p value become the smaller", () => {
    // By hand: 4 x 0.005, 3 x 0.01, 2 x 0.03, then 0.04 is raised to the 0.06 before it.
    expect(holm([0.01, 0.04, 0.03, 0.005]).map((p) => Number(p.toFixed(10)))).toEqual([
      0.03, 0.06, 0.06, 0.02,
    ]);
  });

  it("stops at one", () => {
    expect(holm([0.6, 0.9])).toEqual([1, 1]);
  });
});

describe("Friedman's test", () => {
  it("ranks with ties as scipy.stats.friedmanchisquare", () => {
    const result = friedman([
      [1, 2, 3],
      [2, 2, 4],
      [0.5, 1, 0.7],
      [3, 1, 5],
      [1, 4, 6],
    ]);

    expect(result.meanRanks.map((rank) => Number(rank.toFixed(10)))).toEqual([1.3, 1.9, 2.8]);
    expect(result.statistic).toBeCloseTo(6, 12);
    expect(result.pValue).toBeCloseTo(0.04978706836786384, 12);
  });

  it("has the critical difference of Demšar's example (four classifiers, 14 data sets: 1.25)", () => {
    const rows = Array.from({ length: 14 }, () => [1, 2, 3, 4]);

    expect(friedman(rows).criticalDifference).toBeCloseTo(1.25, 2);
  });
});

describe("the tail of chi-squared", () => {
  it.each([
    [0.5, 1, 0.47950012218695337],
    [8.1, 1, 0.004426525857919834],
    [50, 1, 1.537459794428033e-12],
    [9.28, 3, 0.025790724198756772],
    [30, 4, 4.894437128029217e-6],
    [3, 5, 0.6999858358786276],
  ])("at %f with %i degrees equals scipy.stats.chi2.sf", (x, degrees, expected) => {
    expect(chiSquareTail(x, degrees) / expected).toBeCloseTo(1, 10);
  });
});

describe("the area of a run", () => {
  it("is the mean logarithm of the regret so far", () => {
    expect(logArea([0.999, 0.099, 0.009])).toBeCloseTo(-1, 12);
  });

  it("is one for random search and zero for the best known", () => {
    expect([-0.5, -2, -2.75].map((area) => normalisedArea(area, -0.5, -2))).toEqual([1, 0, -0.5]);
  });
});
