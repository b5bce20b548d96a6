/** What the learner wants to sign, and how far that has come. Pure, so that it can be tested without a camera. */
import type { Prediction } from "../../../../shared/contract/invocation.ts";

export type Target =
  | { readonly kind: "letter"; readonly letter: string }
  /** Letter by letter. */
  | { readonly kind: "word"; readonly word: string }
  /** Whatever is signed. */
  | { readonly kind: "free" };

export interface Lesson {
  readonly target: Target;
  /** The letters so far: of the word, those that were right; else all of them. */
  readonly text: string;
  /** The letter that was read last. */
  readonly last: ReadLetter | undefined;
}

export interface ReadLetter extends Prediction {
  /** The letter that was asked for; undefined when any would do. */
  readonly wanted: string | undefined;
}

/** A letter that has settled. */
export interface NewLetter extends Prediction {
  /** The letter before, if it was only the beginning of this one, as I is of J. */
  readonly replaces?: string | undefined;
}

/** Letters that a text holds; the first ones make room. */
const MAX_TEXT_LETTERS = 60;

export const beginLesson = (target: Target): Lesson => ({ target, text: "", last: undefined });

/** The letter that is asked for now; undefined when any will do, or the word is done. */
export function wantedLetter({ target, text }: Pick<Lesson, "target" | "text">): string | undefined {
  switch (target.kind) {
    case "letter":
      return target.letter;
    case "word":
      return target.word[text.length];
    case "free":
      return undefined;
  }
}

export const isDone = ({ target, text }: Lesson): boolean => target.kind === "word" && text === target.word;

/** The sign that a clip of this lesson should show, for the assessment; undefined when any will do. */
export function expectedSign({ target }: Lesson): string | undefined {
  switch (target.kind) {
    case "letter":
      return target.letter;
    case "word":
      return target.word;
    case "free":
      return undefined;
  }
}

/** The lesson after a letter has settled. A word that is done takes no more. */
export function readLetter(lesson: Lesson, { label, confidence, replaces }: NewLetter): Lesson {
  if (isDone(lesson)) return lesson;
  const wanted = wantedLetter(lesson);
  const last = { label, confidence, wanted };
  if (lesson.target.kind === "word")
    return { ...lesson, last, text: label === wanted ? lesson.text + label : lesson.text };
  const kept =
    replaces && lesson.text.endsWith(replaces) ? lesson.text.slice(0, -replaces.length) : lesson.text;
  return { ...lesson, last, text: (kept + label).slice(-MAX_TEXT_LETTERS) };
}

export const isRight = ({ label, wanted }: ReadLetter): boolean => label === wanted;

/** A word as it can be spelled with these letters: capitals without accents; what cannot be signed is left out. */
export const spellable = (word: string, letters: readonly string[]): string =>
  [...word.normalize("NFD").toUpperCase()].filter((letter) => letters.includes(letter)).join("");

/** The letter after this one, the first after the last. */
export const letterAfter = (letter: string, letters: readonly string[]): string =>
  letters[(letters.indexOf(letter) + 1) % letters.length] ?? letter;
