import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  drawTrueValues,
  logExpectedImprovement,
  logExpectedImprovementSlope,
  withPending,
} from "../../../shared/tuning/acquisition.ts";
import {
  appendRow,
  createCholesky,
  inverse,
  solveLower,
  solveUpper,
} from "../../../shared/tuning/cholesky.ts";
import {
  condition,
  type Kernel,
  predict,
  weightsOf,
  withPoint,
} from "../../../shared/tuning/gaussian-process.ts";
import {
  type LikelihoodGradient,
  negativeLogLikelihood,
  trainingSet,
} from "../../../shared/tuning/marginal-likelihood.ts";
import { minimise } from "../../../shared/tuning/minimise.ts";
import { cumulative, erfcx, logImprovement } from "../../../shared/tuning/normal-distribution.ts";
import { outputTransform } from "../../../shared/tuning/output-transform.ts";
import { addLengthScalePrior } from "../../../shared/tuning/priors.ts";
import { createRandom } from "../../../shared/tuning/random.ts";

const seeds = fc.integer({ min: 0, max: 2 ** 32 - 1 });

function randomPoints(seed: number, count: number, dimensions: number): Float64Array[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => Float64Array.from({ length: dimensions }, () => random.next()));
}

const kernel = (seed: number, dimensions: number, noiseVariance: number): Kernel => {
  const random = createRandom(seed);
  return {
    lengthScales: Float64Array.from({ length: dimensions }, () => 0.2 + random.next()),
    signalVariance: 0.5 + random.next(),
    noiseVariance,
  };
};

describe("the normal distribution", () => {
  test.each([
    // Values of scipy.special.erfcx.
    [0, 1],
    [0.1, 0.8964569799691268],
    [0.5, 0.6156903441929259],
    [1, 0.427583576155807],
    [3, 0.17900115118139],
    [5, 0.11070463773306861],
    [50, 0.011281536265323772],
  ])("scales the complementary error function at %d", (x, expected) => {
    expect(erfcx(x)).toBeCloseTo(expected, 14);
  });

  test.each([
    [0, 0.5],
    [1.959963984540054, 0.975],
    [-1.959963984540054, 0.025],
    [-6, 9.865876450376946e-10],
  ])("has its mass below %d", (u, expected) => {
    expect(cumulative(u) / expected).toBeCloseTo(1, 10);
  });

  test("knows the improvement where it underflows, without a step between its formulas", () => {
    expect(logImprovement(1).log).toBeCloseTo(Math.log(1.08331547058769), 12);
    expect(logImprovement(-40.0001).log).toBeCloseTo(logImprovement(-39.9999).log, 1);
    expect(logImprovement(-1e5).log).toBeCloseTo(-0.5e10 - 2 * Math.log(1e5) - 0.919, 1);
    for (const u of [-30, -3, -1, -1e-9, 1e-9, 2]) {
      const slope = (logImprovement(u + 1e-5).log - logImprovement(u - 1e-5).log) / 2e-5;
      expect(logImprovement(u).cumulativeRatio / slope).toBeCloseTo(1, 5);
    }
  });
});

describe("a Cholesky factor", () => {
  test("that grew by rows is the one computed at once, and solves its system", () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 2, max: 12 }), (seed, size) => {
        const points = randomPoints(seed, size, 3);
        const k = kernel(seed, 3, 0.1);
        const whole = condition(k, points).factor;
        const grown = points
          .slice(1)
          .reduce((posterior, point) => withPoint(posterior, point), condition(k, points.slice(0, 1))).factor;
        const b = Float64Array.from({ length: size }, (_, i) => i - 1.5);
        const solved = solveUpper(grown, solveLower(grown, b.slice()));
        expect(solved).toEqual(solveUpper(whole, solveLower(whole, b.slice())));
        const precision = inverse(whole);
        solved.forEach((value, row) => {
          const product = b.reduce(
            (sum, entry, column) => sum + entry * (precision[row * size + column] as number),
            0,
          );
          expect(product).toBeCloseTo(value, 6);
        });
      }),
      { numRuns: 30 },
    );
  });

  test("refuses a row that would make it indefinite", () => {
    const factor = createCholesky(2);
    appendRow(factor, new Float64Array(0), 1);
    expect(appendRow(factor, Float64Array.of(1), 1)).toBe(false);
    expect(factor.size).toBe(1);
  });
});

describe("gradients agree with finite differences", () => {
  const close = (numeric: number, analytic: number) =>
    expect(Math.abs(numeric - analytic)).toBeLessThan(1e-4 * (1 + Math.abs(analytic)));

  test("of the marginal likelihood", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const random = createRandom(seed);
        const set = trainingSet(
          randomPoints(seed, 9, 2),
          Float64Array.from({ length: 9 }, () => random.normal()),
        );
        const theta = Float64Array.of(
          -1 + random.next(),
          -1 + random.next(),
          random.next() - 0.5,
          -3 + random.next(),
        );
        const at = (moved: Float64Array, gradient: LikelihoodGradient) =>
          negativeLogLikelihood(
            set,
            {
              lengthScales: moved.slice(0, 2).map(Math.exp),
              signalVariance: Math.exp(moved[2] as number),
              noiseVariance: Math.exp(moved[3] as number),
            },
            gradient,
          );
        const none = () => ({ lengthScales: new Float64Array(2), signal: 0, noise: 0 });
        const gradient = none();
        at(theta, gradient);
        [...gradient.lengthScales, gradient.signal, gradient.noise].forEach((analytic, index) => {
          const up = theta.map((v, i) => (i === index ? v + 1e-5 : v));
          const down = theta.map((v, i) => (i === index ? v - 1e-5 : v));
          close((at(up, none()) - at(down, none())) / 2e-5, analytic);
        });
      }),
      { numRuns: 30 },
    );
  });

  test("of the length scales' prior", () => {
    const prior = { mean: -0.5, levelDeviation: 1, ownDeviation: 0.6 };
    const theta = Float64Array.of(0.3, -1, 0.8);
    const gradient = new Float64Array(3);
    addLengthScalePrior(prior, theta, gradient);
    gradient.forEach((analytic, index) => {
      const moved = (step: number) =>
        addLengthScalePrior(
          prior,
          theta.map((v, i) => (i === index ? v + step : v)),
          new Float64Array(3),
        );
      close((moved(1e-5) - moved(-1e-5)) / 2e-5, analytic);
    });
  });

  test.each([0, 0.2])("of the expected improvement with noise %d", (noise) => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const points = randomPoints(seed, 8, 3);
        const outputs = Float64Array.from(points, (x) => Math.sin(5 * (x[0] as number)) + (x[1] as number));
        const posterior = condition(kernel(seed, 3, noise), points);
        const draws = withPending(
          drawTrueValues(posterior, outputs, createRandom(seed)),
          Float64Array.of(0.5, 0.5, 0.5),
          createRandom(7),
        );
        const x = randomPoints(seed + 1, 1, 3)[0] as Float64Array;
        const gradient = new Float64Array(3);
        const value = logExpectedImprovementSlope(draws, x, gradient);
        expect(value).toBeCloseTo(logExpectedImprovement(draws, x), 8);
        gradient.forEach((analytic, index) => {
          const moved = (step: number) =>
            logExpectedImprovement(
              draws,
              x.map((v, i) => (i === index ? v + step : v)),
            );
          const numeric = (moved(1e-6) - moved(-1e-6)) / 2e-6;
          expect(Math.abs(numeric - analytic)).toBeLessThan(1e-2 * (1 + Math.abs(analytic)));
        });
      }),
      { numRuns: 20 },
    );
  });
});

describe("a Gaussian process", () => {
  test("passes through exact observations, and far away knows only its prior", () => {
    const points = randomPoints(3, 6, 2);
    const outputs = Float64Array.of(-1, 0, 1, 0.5, -0.5, 0.2);
    const posterior = condition(
      { lengthScales: Float64Array.of(0.1, 0.1), signalVariance: 1, noiseVariance: 0 },
      points,
    );
    const weights = weightsOf(posterior, outputs);
    points.forEach((x, index) => {
      const { mean, variance } = predict(posterior, weights, x);
      expect(mean).toBeCloseTo(outputs[index] as number, 4);
      expect(variance).toBeLessThan(1e-6);
    });
    expect(predict(posterior, weights, Float64Array.of(30, 30)).variance).toBeGreaterThan(1);
  });

  test("takes the same point twice with different values", () => {
    const x = Float64Array.of(0.5);
    const posterior = condition({ lengthScales: Float64Array.of(0.3), signalVariance: 1, noiseVariance: 0 }, [
      x,
      x.slice(),
    ]);
    expect(predict(posterior, weightsOf(posterior, Float64Array.of(1, 2)), x).mean).toBeCloseTo(1.5, 1);
  });
});

describe("minimisation in a box", () => {
  test("finds the bottom of Rosenbrock's valley", () => {
    const { x } = minimise(
      ([a = 0, b = 0], gradient) => {
        gradient[0] = -400 * a * (b - a * a) - 2 * (1 - a);
        gradient[1] = 200 * (b - a * a);
        return 100 * (b - a * a) ** 2 + (1 - a) ** 2;
      },
      Float64Array.of(-1.2, 1),
      { low: Float64Array.of(-2, -2), high: Float64Array.of(2, 2) },
      500,
      1e-9,
    );
    expect(x[0]).toBeCloseTo(1, 3);
    expect(x[1]).toBeCloseTo(1, 3);
  });

  test("stops at the side of the box that the bottom lies behind", () => {
    const { x } = minimise(
      ([a = 0], gradient) => {
        gradient[0] = 2 * (a - 3);
        return (a - 3) ** 2;
      },
      Float64Array.of(0),
      { low: Float64Array.of(-1), high: Float64Array.of(1) },
      50,
    );
    expect(x[0]).toBe(1);
  });
});

describe("an output transform", () => {
  test("is undone by its inverse and keeps the order, whatever the numbers", () => {
    const numbers = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), {
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(
        numbers,
        fc.constantFrom("maximize", "minimize"),
        fc.constantFrom("rating", "number"),
        (values, direction, kind) => {
          const transform = outputTransform({ direction, kind }, values);
          const range = Math.max(...values) - Math.min(...values);
          for (const value of values)
            expect(Math.abs(transform.backward(transform.forward(value)) - value)).toBeLessThanOrEqual(
              1e-6 * Math.max(1, range),
            );
          const [a = 0, b = 0] = values;
          const better = direction === "maximize" ? a > b : a < b;
          if (better) expect(transform.forward(a)).toBeGreaterThanOrEqual(transform.forward(b));
        },
      ),
      { numRuns: 200 },
    );
  });
});
