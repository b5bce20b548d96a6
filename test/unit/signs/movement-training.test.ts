import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Film,
  filmOfLetter,
  filmOfOther,
  handshapesOf,
} from "../../../container/train/movement/film.ts";
import type { MotionLetterNotes } from "../../../container/train/movement/motion-letter-notes.ts";
import {
  DEFAULT_MOVEMENT_SETTINGS,
  trainMotionLetters,
} from "../../../container/train/movement/train-movement.ts";
import { movementsOf } from "../../../container/train/movement/windows.ts";
import { createRandom } from "../../../container/train/random.ts";
import { B_SHAPE, constructHand, D_SHAPE, type HandShape, I_SHAPE } from "./constructed-hand.ts";

const J: MotionLetterNotes = {
  handshapes: ["I"],
  looksLike: ["Y"],
  finger: "little",
  path: [
    [0, 0],
    [0, 1],
    [0.5, 0.8],
  ],
  turnDegrees: 120,
};
const LETTERS = { J };
const SHAPES: Readonly<Record<string, HandShape>> = { I: I_SHAPE, D: D_SHAPE, B: B_SHAPE };
const HANDS =
  handshapesOf(
    Object.entries(SHAPES).map(([label, shape]) => ({
      source: "ana",
      label,
      landmarks: constructHand(shape),
    })),
  ).get("ana") ?? new Map();

const filmOfJ = (seed: number): Film => filmOfLetter("J", J, HANDS, createRandom(seed)) as Film;

describe("made films", () => {
  test("show the whole letter, in order of time, with every landmark somewhere", () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const { frames, drawing } = filmOfJ(seed);

        expect(frames.length).toBeGreaterThan(0);
        frames.forEach(({ seconds, landmarks }, index) => {
          if (index > 0) expect(seconds).toBeGreaterThan(frames[index - 1]?.seconds ?? 0);
          expect(landmarks.every(Number.isFinite)).toBe(true);
        });
        expect(drawing?.wayAt(drawing.from)).toBeCloseTo(0);
        expect(drawing?.wayAt(drawing.to)).toBeCloseTo(1);
      }),
      { numRuns: 50 },
    );
  });

  test("teach a letter only where all of it is seen, and never in a film of something else", () => {
    const random = createRandom(1);
    const films = Array.from({ length: 40 }, (_, seed) => filmOfJ(seed));
    const taught = films.flatMap((film) =>
      movementsOf(film, 1, random).map(({ moments, label }) => ({ film, moments, label })),
    );
    const letters = taught.filter(({ label }) => label === "J");

    expect(letters.length).toBeGreaterThan(40);
    expect(letters.length).toBeLessThan(taught.length);
    for (const { film, moments } of letters) {
      const [since, until] = [moments[0]?.at ?? 0, moments.at(-1)?.at ?? 0];
      const way = (film.drawing?.wayAt(until) ?? 0) - (film.drawing?.wayAt(since) ?? 0);
      expect(way).toBeGreaterThan(0.85);
    }
    const others = Array.from({ length: 40 }, () => filmOfOther(LETTERS, HANDS, random));
    expect(
      others.flatMap((film) => movementsOf(film, 1, random)).every(({ label }) => label === undefined),
    ).toBe(true);
  });

  test("of something else never draw the letter whose hand shape they show", () => {
    const random = createRandom(1);
    const onlyI = new Map([["I", HANDS.get("I") ?? []]]);
    const letters = {
      J: {
        ...J,
        get path(): MotionLetterNotes["path"] {
          throw new Error("A hand that shows I draws J.");
        },
      },
      Z: { ...J, handshapes: ["D"] },
    };

    const films = Array.from({ length: 100 }, () => filmOfOther(letters, onlyI, random));

    expect(films.every(({ drawing }) => drawing === undefined)).toBe(true);
  });

  test("are none of a letter for whose hand shape the source has no hand", () => {
    expect(filmOfLetter("J", { ...J, handshapes: ["Y"] }, HANDS, createRandom(1))).toBeUndefined();
  });
});

describe("training on movements", () => {
  const settings = { ...DEFAULT_MOVEMENT_SETTINGS, epochs: 2, filmsPerLetter: 15 };
  const train = (seed: number) => {
    const losses: number[] = [];
    const motion = trainMotionLetters([HANDS], LETTERS, ["B", "D", "I"], { ...settings, seed }, (_, loss) =>
      losses.push(loss),
    );
    return { motion, losses };
  };

  test("learns, and the same from the same seed, and names the held letters that begin the movement", () => {
    const [one, again, other] = [train(1), train(1), train(2)];

    expect(one.losses.at(-1)).toBeLessThan(one.losses[0] ?? 0);
    expect(again.motion).toEqual(one.motion);
    expect(other.motion).not.toEqual(one.motion);
    expect(one.motion.letters).toEqual([{ label: "J", handshapes: ["I"], finger: "little" }]);
  });
});
