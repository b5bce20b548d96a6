/** What the tuning pages decide by themselves. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { IMAGE_OBJECTIVE, IMAGE_SPACE } from "../../../shared/contract/image-space.ts";
import type { Space } from "../../../shared/contract/tuning.ts";
import type { LoggedEvent } from "../../../shared/tuning/events.ts";
import { createRandom } from "../../../shared/tuning/random.ts";
import { compileSpace, type SearchSpace } from "../../../shared/tuning/search-space.ts";
import { pictureAddress } from "../../../worker/web/tuning/compare/picture-address.ts";
import { prefer } from "../../../worker/web/tuning/compare/prefer.ts";
import { ratingsOf } from "../../../worker/web/tuning/history/ratings.ts";
import { csvOf } from "../../../worker/web/tuning/history/table-text.ts";
import { readEvent } from "../../../worker/web/tuning/log/read-event.ts";
import { createSimulatedRater } from "../../../worker/web/tuning/rater/simulated-rater.ts";

const star = fc.integer({ min: 1, max: 5 });
const maybeStar = fc.option(star);

function compiled(space: Space): SearchSpace {
  const result = compileSpace(space);
  if (!result.ok) throw new Error("The spaces of these tests make sense");
  return result.value;
}

describe("saying which is better", () => {
  test("always leaves the better one with more stars, from 1 to 5", () => {
    fc.assert(
      fc.property(
        maybeStar,
        maybeStar,
        fc.constantFrom<0 | 1>(0, 1),
        fc.double({ min: 1, max: 5 }),
        (a, b, better, usual) => {
          const stars = prefer([a, b], better, usual);

          expect(stars[better]).toBeGreaterThan(stars[1 - better] as number);
          for (const value of stars) expect([1, 2, 3, 4, 5]).toContain(value);
        },
      ),
    );
  });

  test("changes nothing that says so already", () => {
    fc.assert(
      fc.property(star, star, (a, b) => {
        fc.pre(a > b);

        expect(prefer([a, b], 0, 3)).toEqual([a, b]);
        expect(prefer([b, a], 1, 3)).toEqual([b, a]);
      }),
    );
  });

  test.each([
    [[null, null], 3, [4, 3]],
    [[2, null], 3, [2, 1]],
    [[1, null], 3, [2, 1]],
    [[null, 4], 3, [5, 4]],
    [[3, 3], 3, [4, 3]],
    [[2, 5], 3, [5, 4]],
  ] as const)("of %j, where %d is usual, makes %j", (stars, usual, expected) => {
    expect(prefer(stars, 0, usual)).toEqual(expected);
  });
});

describe("the made-up person", () => {
  const rater = (seed: number, kind: "rating" | "number" = "rating") =>
    createSimulatedRater({
      space: compiled(IMAGE_SPACE),
      objective: kind === "rating" ? IMAGE_OBJECTIVE : { direction: "minimize", kind },
      seed,
      noiseStars: 0.5,
    });
  const leonardo = fc.record({
    api: fc.constant("leonardo"),
    init_strength: fc.double({ min: 0.1, max: 0.5, noNaN: true }),
    guidance_scale: fc.double({ min: 5, max: 12, noNaN: true }),
    controlnet_weight: fc.double({ min: 0.7, max: 0.99, noNaN: true }),
  });

  test("likes nothing more than what can be had, and tells whole stars", () => {
    fc.assert(
      fc.property(fc.nat(), leonardo, (seed, parameters) => {
        const person = rater(seed);

        expect(person.truth(parameters)).toBeLessThanOrEqual(person.best);
        expect([1, 2, 3, 4, 5]).toContain(person.rate(parameters, createRandom(seed)));
      }),
    );
  });

  test("finds a figure smaller that it likes more, where smaller is better", () => {
    fc.assert(
      fc.property(fc.nat(), leonardo, leonardo, (seed, a, b) => {
        const stars = rater(seed);
        const figures = rater(seed, "number");
        fc.pre(stars.truth(a) > stars.truth(b) + 1e-9);

        expect(figures.truth(a)).toBeLessThan(figures.truth(b));
      }),
    );
  });
});

describe("the history", () => {
  const told = [
    {
      type: "suggested",
      mode: "structure",
      suggestion_id: "one",
      parameters: { x: 1, kind: "=a,b" },
      expires_at: 9,
      mean: 3.5,
      sd: 0.5,
      why: {},
    },
    { type: "rated", mode: "surfaces", parameters: { x: 9, kind: "b" }, value: 1 },
    { type: "rated", mode: "structure", parameters: { x: 1, kind: "=a,b" }, value: 4, suggestion_id: "one" },
    { type: "rated", mode: "structure", parameters: { x: 2, kind: 'say "b"' }, value: 2 },
  ].map((event, index) => ({ ...event, seq: index + 1, at: "2026-01-01T12:00:00.000Z" }));
  const events = told.map(readEvent).filter((event): event is LoggedEvent => event !== undefined);
  const ratings = ratingsOf(events, "structure", 1);

  test("holds the ratings of the mode, with what was expected of them", () => {
    expect(ratings.map(({ number, value, expected }) => [number, value, expected?.mean])).toEqual([
      [1, 4, 3.5],
      [2, 2, undefined],
    ]);
  });

  test("becomes a table that no program takes for a formula", () => {
    const space: Space = {
      parameters: [
        { name: "x", type: "float", low: 0, high: 9 },
        { name: "kind", type: "categorical", choices: ["=a,b", "b"] },
      ],
    };

    expect(csvOf(ratings, space).split("\r\n")).toEqual([
      "number,at,value,expected,expected_sd,x,kind",
      `1,2026-01-01T12:00:00.000Z,4,3.5,0.5,1,"'=a,b"`,
      `2,2026-01-01T12:00:00.000Z,2,,,2,"say ""b"""`,
      "",
    ]);
  });

  test("leaves out messages that are no events", () => {
    expect(readEvent({ type: "stats", samples_seen: 3 })).toBeUndefined();
    expect(readEvent({ ...told[0], seq: undefined })).toBeUndefined();
  });
});

test("the address of a picture holds the values of the suggestion, and no other braces", () => {
  const address = pictureAddress("https://p.example/{kind}/{id}.png?x={x}&y={y}", "7", {
    kind: "a b/c",
    x: 0.5,
  });

  expect(address).toBe("https://p.example/a%20b%2Fc/7.png?x=0.5&y={y}");
});
