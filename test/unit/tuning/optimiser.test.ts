import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Objective, Parameter, ParameterValues } from "../../../shared/contract/tuning.ts";
import { fitModel, fittedTo, type Observation, type Tuner } from "../../../shared/tuning/optimiser.ts";
import { checkPoint, samePoint } from "../../../shared/tuning/point.ts";
import { propose } from "../../../shared/tuning/propose.ts";
import { createRandom } from "../../../shared/tuning/random.ts";
import { compileSpace } from "../../../shared/tuning/search-space.ts";
import { summarise } from "../../../shared/tuning/summarise.ts";

const RATING: Objective = { direction: "maximize", kind: "rating" };

function tunerOf(parameters: readonly Parameter[], objective = RATING, seed = 1): Tuner {
  const space = compileSpace({ parameters: [...parameters] });
  if (!space.ok) throw new Error(JSON.stringify(space.error));
  return { space: space.value, objective, seed };
}

const unit = (name: string): Parameter => ({ name, type: "float", low: 0, high: 1, decimals: 3 });
const IMAGE: Parameter[] = [
  { name: "api", type: "categorical", choices: ["leonardo", "stablediffusion"] },
  { ...unit("init_strength"), role: "strength", when: { api: "leonardo" } },
  { ...unit("strength"), role: "strength", when: { api: "stablediffusion" } },
  unit("guidance_scale"),
];

/** A rater who likes one API better, whose ratings are whole stars with noise. */
function rate(parameters: ParameterValues, noise: number): number {
  const strength = Number(parameters.init_strength ?? parameters.strength);
  const hill = Math.exp(-8 * ((strength - 0.3) ** 2 + (Number(parameters.guidance_scale) - 0.6) ** 2));
  const stars = parameters.api === "leonardo" ? 1.5 + 3 * hill : 2 + 1.5 * hill;
  return Math.min(5, Math.max(1, Math.round(stars + 0.4 * noise)));
}

/** Rates what is suggested, in pairs. */
function play(
  tuner: Tuner,
  count: number,
  value: (parameters: ParameterValues, index: number) => number,
): Observation[] {
  const observations: Observation[] = [];
  while (observations.length < count)
    for (const { parameters } of propose(
      fitModel(tuner, observations),
      [],
      Math.min(2, count - observations.length),
    ))
      observations.push({ parameters, value: value(parameters, observations.length) });
  return observations;
}

function playRater(tuner: Tuner, count: number, seed: number): Observation[] {
  const random = createRandom(seed);
  return play(tuner, count, (parameters) => rate(parameters, random.normal()));
}

describe("suggestions", () => {
  test("are the same for the same log and seed, and others for another seed", () => {
    const tuner = tunerOf(IMAGE);
    const observations = playRater(tuner, 14, 3);
    const first = propose(fitModel(tuner, observations), [], 3);
    expect(propose(fitModel(tuner, structuredClone(observations)), [], 3)).toEqual(first);
    expect(propose(fitModel({ ...tuner, seed: 2 }, observations), [], 3)).not.toEqual(first);
  });

  test("are greedy: a prepared beginning is what would have been suggested one at a time", () => {
    const tuner = tunerOf(IMAGE);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 16 }), (count) => {
        const model = fitModel(tuner, playRater(tuner, count, 5));
        const [first, second, third] = propose(model, [], 3).map(({ parameters }) => parameters);
        expect(propose(model, [], 1)[0]?.parameters).toEqual(first);
        expect(propose(model, [first as ParameterValues], 2).map(({ parameters }) => parameters)).toEqual([
          second,
          third,
        ]);
      }),
      { numRuns: 8 },
    );
  });

  test("do not depend on hyperparameters being remembered", () => {
    const tuner = tunerOf(IMAGE);
    const random = createRandom(9);
    const observations = Array.from({ length: 117 }, (): Observation => {
      const parameters = { api: "leonardo", init_strength: random.next(), guidance_scale: random.next() };
      return { parameters, value: rate(parameters, random.normal()) };
    });
    const known = fitModel(tuner, observations.slice(0, 112)).hyperparameters;
    expect(known.fittedTo).toBe(fittedTo(117));
    expect(propose(fitModel(tuner, observations, known), [], 2)).toEqual(
      propose(fitModel(tuner, observations), [], 2),
    );
  });

  test("are valid, rounded and never one that is rated or out already, in every kind of space", () => {
    const spaces: Parameter[][] = [
      IMAGE,
      [unit("a")],
      [
        { name: "n", type: "int", low: 1, high: 40 },
        { name: "kind", type: "categorical", choices: ["a", "b", "c"] },
      ],
      [{ name: "rate", type: "float", low: 1e-6, high: 1, log: true }, unit("b"), unit("c"), unit("d")],
    ];
    fc.assert(
      fc.property(fc.constantFrom(...spaces), fc.integer({ min: 0, max: 12 }), (parameters, count) => {
        const tuner = tunerOf(parameters);
        const observations = play(tuner, count, (_, index) => 1 + (index % 5));
        const out = propose(fitModel(tuner, observations), [], 8).map((suggestion) => suggestion.parameters);
        const all = [...observations.map((observation) => observation.parameters), ...out];
        for (const [index, values] of all.entries()) {
          expect(checkPoint(tuner.space, values)).toEqual({ ok: true, value: values });
          expect(all.slice(0, index).some((other) => samePoint(tuner.space, other, values))).toBe(false);
        }
      }),
      { numRuns: 16 },
    );
  });

  test("repeat themselves only where a small grid is used up", () => {
    const tuner = tunerOf([
      { name: "n", type: "int", low: 0, high: 2 },
      { name: "k", type: "categorical", choices: ["a", "b"] },
    ]);
    const observations = play(tuner, 6, (_, index) => 1 + (index % 5));
    expect(new Set(observations.map(({ parameters }) => JSON.stringify(parameters))).size).toBe(6);
    expect(propose(fitModel(tuner, observations), [], 1)).toHaveLength(1);
  });

  test("cover every branch before the model is asked, also one without parameters of its own", () => {
    const choices = ["a", "b", "c", "none"];
    const tuner = tunerOf([
      { name: "api", type: "categorical", choices },
      { ...unit("x"), when: { api: ["a", "b", "c"] } },
    ]);
    const first = propose(fitModel(tuner, []), [], 4);
    expect(first.map(({ parameters }) => parameters.api).sort()).toEqual(choices);
    expect(first.map(({ why, mean }) => [why.reason, mean])).toEqual(Array(4).fill(["initial", null]));
    expect(play(tuner, 20, (_, index) => 1 + (index % 5))).toHaveLength(20);
  });

  test("come with what the model expects and why", () => {
    const tuner = tunerOf(IMAGE);
    const [suggestion] = propose(fitModel(tuner, playRater(tuner, 20, 4)), [], 1);
    expect(suggestion?.mean).toBeGreaterThan(1);
    expect(suggestion?.sd).toBeGreaterThan(0);
    expect(suggestion?.why).toMatchObject({
      reason: expect.stringMatching(/^ex/),
      branch: { api: suggestion?.parameters.api },
      branchReason: expect.stringMatching(/^(promising|comparison)$/),
    });
  });
});

describe("a session of ratings", () => {
  test("ends on the better API though the other is better on average", () => {
    for (const seed of [1, 2, 3]) {
      const tuner = tunerOf(IMAGE, RATING, seed);
      const { recommended, branches } = summarise(fitModel(tuner, playRater(tuner, 40, seed)));
      expect(recommended?.parameters.api).toBe("leonardo");
      expect(branches[0]?.probabilityBest).toBeGreaterThan(0.5);
      expect(branches.reduce((sum, { probabilityBest }) => sum + probabilityBest, 0)).toBeCloseTo(1);
    }
  });

  test("finds the bottom of a smooth function in few evaluations", () => {
    const tuner = tunerOf([unit("a"), unit("b")], { direction: "minimize", kind: "number" });
    const bowl = ({ a, b }: ParameterValues) => 1e6 * ((Number(a) - 0.3) ** 2 + 20 * (Number(b) - 0.7) ** 2);
    const { recommended, importance } = summarise(fitModel(tuner, play(tuner, 18, bowl)));
    expect(bowl(recommended?.parameters ?? {})).toBeLessThan(500);
    expect(importance.b).toBeGreaterThan(importance.a as number);
    expect((importance.a as number) + (importance.b as number)).toBeCloseTo(1);
  });
});

describe("a summary", () => {
  test("of nothing says nothing", () => {
    expect(summarise(fitModel(tunerOf(IMAGE), []))).toMatchObject({
      samples: 0,
      convergence: 0,
      remaining: null,
      bound: null,
      converged: false,
      recommended: null,
      importance: {},
    });
  });

  test.each<[string, Objective, (index: number) => number]>([
    ["ratings that are all the same", RATING, () => 3],
    ["tiny numbers", { direction: "minimize", kind: "number" }, (index) => 1e-6 * Math.sin(index)],
    ["huge numbers", { direction: "maximize", kind: "number" }, (index) => 1e9 * Math.cos(index)],
    ["one outlier", { direction: "minimize", kind: "number" }, (index) => (index === 3 ? 1e12 : index)],
    ["constant numbers", { direction: "minimize", kind: "number" }, () => 5e5],
  ])("of %s is finite and in its ranges", (_, objective, value) => {
    const tuner = tunerOf(IMAGE, objective);
    const summary = summarise(
      fitModel(
        tuner,
        play(tuner, 16, (_parameters, index) => value(index)),
      ),
    );
    expect(summary.convergence).toBeGreaterThanOrEqual(0);
    expect(summary.convergence).toBeLessThanOrEqual(1);
    for (const figure of [
      summary.remaining,
      summary.bound,
      summary.recommended?.mean,
      summary.recommended?.sd,
    ])
      expect(Number.isFinite(figure)).toBe(true);
    expect(Object.values(summary.importance).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1);
  });

  test("takes contradicting ratings of one point, and recommends by the mean of the model, not by the luckiest rating", () => {
    const tuner = tunerOf([unit("a")]);
    const at = (a: number, value: number): Observation => ({ parameters: { a }, value });
    const { recommended } = summarise(
      fitModel(tuner, [
        at(0.2, 5),
        at(0.2, 1),
        at(0.2, 1),
        at(0.205, 1),
        at(0.8, 4),
        at(0.8, 4),
        at(0.79, 4),
        at(0.81, 4),
      ]),
    );
    expect(Number(recommended?.parameters.a)).toBeGreaterThan(0.7);
  });
});
