import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Parameter, Space } from "../../../shared/contract/tuning.ts";
import { checkPoint, decode, encode, samePoint, snap } from "../../../shared/tuning/point.ts";
import { compileSpace, type SearchSpace } from "../../../shared/tuning/search-space.ts";

function compiled(...parameters: Parameter[]): SearchSpace {
  const space = compileSpace({ parameters });
  if (!space.ok) throw new Error(JSON.stringify(space.error));
  return space.value;
}

const problemsOf = (space: Space) => {
  const result = compileSpace(space);
  return result.ok ? [] : result.error.map(({ pointer, reason }) => `${pointer} ${reason}`);
};

const API: Parameter = { name: "api", type: "categorical", choices: ["x", "y"] };
const TWO = compiled(
  API,
  { name: "strength", type: "float", low: 0.1, high: 0.5, decimals: 2, when: { api: "x" } },
  { name: "steps", type: "int", low: 1, high: 9, when: { api: ["y"] } },
  { name: "rate", type: "float", low: 0.001, high: 10, log: true },
  { name: "sampler", type: "categorical", choices: ["a", "b", "c"], when: { api: "y" } },
);

describe("a search space", () => {
  test("has a branch for each choice that other parameters depend on", () => {
    const names = TWO.branches.map(({ dimensions }) => dimensions.map(({ parameter }) => parameter.name));
    expect(TWO.branches.map(({ choices }) => choices)).toEqual([{ api: "x" }, { api: "y" }]);
    expect(names).toEqual([
      ["strength", "rate"],
      ["steps", "rate", "sampler"],
    ]);
    expect(TWO.branches.map(({ coordinates }) => coordinates)).toEqual([2, 5]);
  });

  test("has conditions within conditions", () => {
    const space = compiled(
      API,
      { name: "mode", type: "categorical", choices: ["p", "q"], when: { api: "y" } },
      { name: "depth", type: "int", low: 1, high: 3, when: { mode: "q" } },
    );
    expect(space.branches.map(({ choices }) => choices)).toEqual([
      { api: "x" },
      { api: "y", mode: "p" },
      { api: "y", mode: "q" },
    ]);
  });

  test.each<[string, Parameter[], string]>([
    ["two parameters of one name", [API, { ...API }], "/parameters/1/name duplicate_name"],
    [
      "no room between its bounds",
      [{ name: "a", type: "float", low: 1, high: 1 }],
      "/parameters/0/low low_not_below_high",
    ],
    [
      "a magnitude that reaches zero",
      [{ name: "a", type: "float", low: 0, high: 1, log: true }],
      "/parameters/0/low log_needs_positive_low",
    ],
    [
      "half steps",
      [{ name: "a", type: "int", low: 0.5, high: 3 }],
      "/parameters/0/low int_needs_whole_bounds",
    ],
    [
      "one value after rounding",
      [{ name: "a", type: "float", low: 0.1, high: 0.2, decimals: 0 }],
      "/parameters/0/decimals decimals_too_coarse",
    ],
    [
      "numbers beyond reason",
      [{ name: "a", type: "float", low: 0, high: 1e300 }],
      "/parameters/0/high number_out_of_reach",
    ],
    [
      "one choice twice",
      [{ name: "a", type: "categorical", choices: ["x", "x"] }],
      "/parameters/0/choices duplicate_choice",
    ],
    [
      "a condition on what is no category",
      [
        { name: "a", type: "float", low: 0, high: 1 },
        { name: "b", type: "int", low: 0, high: 1, when: { a: "x" } },
      ],
      "/parameters/1/when/a condition_not_a_category",
    ],
    [
      "a condition on what comes later",
      [{ name: "b", type: "int", low: 0, high: 1, when: { api: "x" } }, API],
      "/parameters/0/when/api condition_not_a_category",
    ],
    [
      "a condition that is no choice",
      [API, { name: "b", type: "int", low: 0, high: 1, when: { api: "z" } }],
      "/parameters/1/when/api condition_unknown_choice",
    ],
  ])("with %s makes no sense", (_, parameters, problem) => {
    expect(problemsOf({ parameters })).toEqual([problem]);
  });

  test("of too many branches is refused before they are listed", () => {
    const category = (i: number): Parameter => ({
      name: `c${i}`,
      type: "categorical",
      choices: ["x", "y", "z", "w"],
    });
    const parameters = Array.from({ length: 16 }, (_, i) => [
      category(i),
      { name: `n${i}`, type: "float", low: 0, high: 1, when: { [`c${i}`]: "x" } } as Parameter,
    ]).flat();
    expect(problemsOf({ parameters })).toEqual(["/parameters too_many_branches"]);
  });
});

describe("a point", () => {
  test.each<[Record<string, unknown>, string]>([
    [{}, "/api missing_parameter"],
    [{ api: "z" }, "/api unknown_choice"],
    [{ api: "x", strength: 0.2 }, "/rate missing_parameter"],
    [{ api: "x", strength: 0.51, rate: 1 }, "/strength out_of_range"],
    [{ api: "x", strength: "0.2", rate: 1 }, "/strength not_a_number"],
    [{ api: "x", strength: Number.NaN, rate: 1 }, "/strength not_a_number"],
    [{ api: "x", strength: 0.2, rate: 1, steps: 3 }, "/steps unknown_parameter"],
    [{ api: "y", steps: 2.5, rate: 1, sampler: "a" }, "/steps not_an_integer"],
    [{ api: "y", steps: 2, rate: 1, sampler: "toString" }, "/sampler unknown_choice"],
  ])("%j is refused with the place", (values, problem) => {
    const result = checkPoint(TWO, values);
    expect(result.ok ? [] : result.error.map(({ pointer, reason }) => `${pointer} ${reason}`)).toEqual([
      problem,
    ]);
  });

  const places = fc.record({
    branch: fc.constantFrom(0, 1),
    x: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 }),
  });

  test("that is suggested passes its own check, and rounding it again changes nothing", () => {
    fc.assert(
      fc.property(places, ({ branch, x }) => {
        const point = { branch, x: Float64Array.from(x.slice(0, TWO.branches[branch]?.coordinates)) };
        const values = decode(TWO, point);
        expect(checkPoint(TWO, values)).toEqual({ ok: true, value: values });
        expect(decode(TWO, snap(TWO, point))).toEqual(values);
        expect(encode(TWO, values).branch).toBe(branch);
      }),
    );
  });

  test("is the same suggestion when a client rounded it as we do", () => {
    const point = { api: "x", strength: 0.20400000001, rate: 1 };
    expect(samePoint(TWO, point, { ...point, strength: 0.2 })).toBe(true);
    expect(samePoint(TWO, point, { ...point, strength: 0.21 })).toBe(false);
    expect(samePoint(TWO, point, { api: "y", steps: 1, rate: 1, sampler: "a" })).toBe(false);
  });
});
