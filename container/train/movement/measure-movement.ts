/** How well letters are drawn and read: made films of hands through the video reader. */
import { CONFIDENCE_THRESHOLD } from "../../../shared/contract/assessment.ts";
import type { Alphabet } from "../../../shared/signs/alphabet.ts";
import { recogniseVideo } from "../../../shared/signs/recognise-video.ts";
import { createRandom } from "../random.ts";
import { type Film, filmOfLetter, filmOfOther, type Handshapes } from "./film.ts";
import type { MotionLettersNotes } from "./motion-letter-notes.ts";

export interface MovementMetrics {
  /** Share of the films of each motion letter that are read as it; undefined where the source has no hand for it. */
  readonly perLetter: Readonly<Record<string, number | undefined>>;
  /** Share of the films of other movements that are read as a motion letter. */
  readonly falseLetters: number;
}

const FILMS_PER_LETTER = 100;

export function measureMovement(
  handshapes: Handshapes,
  letters: MotionLettersNotes,
  alphabet: Alphabet,
  seed: number,
): MovementMetrics {
  const random = createRandom(seed);
  const films = (make: () => Film | undefined): Film[] =>
    Array.from({ length: FILMS_PER_LETTER }, make).flatMap((film) => film ?? []);
  const share = (all: readonly Film[], isCounted: (read: string | undefined) => boolean): number =>
    all.filter((film) => isCounted(letterRead(film, alphabet))).length / all.length;
  return {
    perLetter: Object.fromEntries(
      Object.entries(letters).map(([label, letter]) => {
        const own = films(() => filmOfLetter(label, letter, handshapes, random));
        return [label, own.length > 0 ? share(own, (read) => read === label) : undefined];
      }),
    ),
    falseLetters: share(
      films(() => filmOfOther(letters, handshapes, random)),
      (read) => read !== undefined && Object.hasOwn(letters, read),
    ),
  };
}

/** Undefined for no sign. */
function letterRead({ frames }: Film, alphabet: Alphabet): string | undefined {
  const hands = frames.map(({ seconds, landmarks }) => ({
    seconds,
    hands: [{ handedness: "Right", score: 1, landmarks } as const],
  }));
  const top = recogniseVideo(hands, alphabet)[0]?.predictions[0];
  return top && top.confidence >= CONFIDENCE_THRESHOLD ? top.label : undefined;
}
