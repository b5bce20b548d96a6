/** Pictures of the model show what the search itself sees. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { IMAGE_OBJECTIVE, IMAGE_SPACE } from "../../../shared/contract/image-space.ts";
import type { Space } from "../../../shared/contract/tuning.ts";
import { fitModel, type Observation, type Tuner } from "../../../shared/tuning/optimiser.ts";
import { propose } from "../../../shared/tuning/propose.ts";
import { createRandom } from "../../../shared/tuning/random.ts";
import { compileSpace } from "../../../shared/tuning/search-space.ts";
import { bestKnownPoint, sliceThrough } from "../../../shared/tuning/slices.ts";
import { summarise } from "../../../shared/tuning/summarise.ts";
import { createSimulatedRater } from "../../../worker/web/tuning/rater/simulated-rater.ts";

const MIXED: Space = {
  parameters: [
    { name: "kind", type: "categorical", choices: ["a", "b"] },
    { name: "rate", type: "float", low: 0.001, high: 10, log: true },
    { name: "layers", type: "int", low: 1, high: 9, when: { kind: "b" } },
    { name: "shape", type: "categorical", choices: ["round", "flat", "square"] },
  ],
};

function tunerOf(space: Space, seed: number): Tuner {
  const compiled = compileSpace(space);
  if (!compiled.ok) throw new Error("The spaces of these tests make sense");
  return { space: compiled.value, objective: IMAGE_OBJECTIVE, seed };
}

/** What a made-up person says of `count` suggestions, one after the other. */
function played(tuner: Tuner, count: number): Observation[] {
  const rater = createSimulatedRater({ ...tuner, noiseStars: 0.3 });
  const mood = createRandom(tuner.seed);
  const observations: Observation[] = [];
  while (observations.length < count) {
    const [next] = propose(fitModel(tuner, observations), [], 1);
    if (!next) throw new Error("There is always a next suggestion");
    observations.push({ parameters: next.parameters, value: rater.rate(next.parameters, mood) });
  }
  return observations;
}

describe("slices of the model", () => {
  const tuner = tunerOf(IMAGE_SPACE, 7);
  const observations = played(tuner, 20);
  const model = fitModel(tuner, observations);

  test("say of the recommended point what the summary says of it", () => {
    const { recommended } = summarise(model);

    const { slices } = sliceThrough(model, recommended?.parameters ?? {}, []);

    expect(slices.length).toBe(3);
    for (const { here } of slices) {
      expect(here.mean).toBeCloseTo(recommended?.mean ?? 0, 6);
      expect(here.high - here.low).toBeCloseTo(2 * 1.6449 * (recommended?.sd ?? 0), 6);
    }
  });

  test("are highest in improvement where the next suggestion is", () => {
    const [next] = propose(model, [], 1);

    const { slices } = sliceThrough(model, next?.parameters ?? {}, []);

    for (const { here, places } of slices)
      expect(Math.max(...places.map(({ improvement }) => improvement))).toBeLessThanOrEqual(
        1.02 * here.improvement,
      );
  });

  test("promise little where somebody else is trying already", () => {
    const [next] = propose(model, [], 1);
    const parameters = next?.parameters ?? {};

    const free = sliceThrough(model, parameters, []);
    const taken = sliceThrough(model, parameters, [parameters]);

    expect(taken.slices[0]?.here.improvement).toBeLessThan(0.5 * (free.slices[0]?.here.improvement ?? 0));
  });

  test("run over the values that can be suggested, each once and in order", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 1 }), (seed, branch) => {
        const mixed = tunerOf(MIXED, seed);
        const few = fitModel(mixed, played(mixed, 6));

        const { slices } = sliceThrough(few, bestKnownPoint(few, branch), []);

        for (const { parameter, places } of slices) {
          const values = places.map(({ value }) => value);
          if (parameter.type === "categorical") expect(values).toEqual(parameter.choices);
          else {
            const numbers = values.map(Number);
            expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
            expect([numbers[0], numbers.at(-1)]).toEqual([parameter.low, parameter.high]);
          }
          for (const { mean, low, high, improvement } of places) {
            expect(low).toBeLessThanOrEqual(mean);
            expect(mean).toBeLessThanOrEqual(high);
            expect(improvement).toBeGreaterThanOrEqual(0);
          }
        }
      }),
      { numRuns: 8 },
    );
  });
});
