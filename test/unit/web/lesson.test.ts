import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addTry,
  countOf,
  loadHistory,
  streakOf,
  type Try,
} from "../../../worker/web/practice/lesson/history.ts";
import {
  beginLesson,
  isDone,
  letterAfter,
  readLetter,
  spellable,
  wantedLetter,
} from "../../../worker/web/practice/lesson/lesson.ts";

const LETTERS = [..."ABCDEFGHIKLMNOPQRSTUVWXY"];
const letter = fc.constantFrom(...LETTERS);
const read = (label: string) => ({ label, confidence: 0.9 });
const attempt = (wanted: string, label: string): Try => ({ at: 0, wanted, read: label, confidence: 0.9 });

describe("a lesson", () => {
  test("takes back the hand shape that turned out to be the beginning of a drawn letter", () => {
    const free = [read("A"), read("I"), { ...read("J"), replaces: "I" }];
    const word = beginLesson({ kind: "word", word: "AJ" });

    expect(free.reduce(readLetter, beginLesson({ kind: "free" })).text).toBe("AJ");
    expect(free.reduce(readLetter, word).text).toBe("AJ");
  });

  test("spells a word by its letters in order, whatever is read between them", () => {
    fc.assert(
      fc.property(
        fc.array(letter, { minLength: 1, maxLength: 8 }),
        fc.array(letter, { maxLength: 40 }),
        (word, noise) => {
          const lesson = beginLesson({ kind: "word", word: word.join("") });
          const wrong = noise.filter((label) => label !== word[0]);

          const after = [...wrong, ...word].map(read).reduce(readLetter, lesson);

          expect(after.text).toBe(word.join(""));
          expect(isDone(after)).toBe(true);
          expect(wantedLetter(after)).toBeUndefined();
        },
      ),
    );
  });

  test("keeps what was read where a word goes on, and what was wanted of it", () => {
    const lesson = readLetter(beginLesson({ kind: "word", word: "SOL" }), read("A"));

    expect(lesson).toMatchObject({ text: "", last: { label: "A", wanted: "S" } });
  });

  test("writes down every letter when any will do, and never more than a line of them", () => {
    const letters = Array.from({ length: 100 }, (_, index) => LETTERS[index % LETTERS.length] ?? "A");

    const lesson = letters.map(read).reduce(readLetter, beginLesson({ kind: "free" }));

    expect(letters.join("").endsWith(lesson.text)).toBe(true);
    expect(lesson.text).toHaveLength(60);
  });

  test("goes through all letters and begins again", () => {
    const visited = LETTERS.reduce<string[]>(
      (all) => [...all, letterAfter(all.at(-1) ?? "A", LETTERS)],
      ["A"],
    );

    expect(new Set(visited)).toEqual(new Set(LETTERS));
    expect(visited.at(-1)).toBe("A");
  });

  test.each([
    ["Canción", "CANCION"],
    ["niña", "NINA"],
    ["  jazz 1!", "A"],
  ])("spells %s as %s", (word, spelled) => {
    expect(spellable(word, LETTERS)).toBe(spelled);
  });
});

describe("the history", () => {
  const stored = (value: string): Storage => ({ getItem: () => value }) as unknown as Storage;

  test("counts the right letters since the last wrong one", () => {
    const tries = [attempt("A", "A"), attempt("B", "D"), attempt("B", "B"), attempt("C", "C")];

    expect([streakOf([]), streakOf(tries), streakOf(tries.slice(0, 2))]).toEqual([0, 2, 0]);
    expect(countOf(tries, "B")).toEqual({ right: 1, all: 2 });
  });

  test("forgets the oldest tries first", () => {
    const tries = Array.from({ length: 600 }, (_, index) => ({ ...attempt("A", "A"), at: index }));

    const kept = tries.reduce<readonly Try[]>(addTry, []);

    expect([kept.length, kept[0]?.at, kept.at(-1)?.at]).toEqual([500, 100, 599]);
  });

  test("survives whatever else is stored in its place", () => {
    const good = attempt("A", "A");

    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(loadHistory(stored(json)).every(({ wanted }) => typeof wanted === "string")).toBe(true);
      }),
    );
    expect(loadHistory(stored("no JSON"))).toEqual([]);
    expect(loadHistory(stored(JSON.stringify([good, { wanted: 1 }, null])))).toEqual([good]);
  });
});
