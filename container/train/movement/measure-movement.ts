/** How well letters are drawn and read: made films of hands through the video reader. */
import { CONFIDENCE_THRESHOLD } from "../../../shared/contract/assessment.ts";
import type { Prediction } from "../../../shared/contract/invocation.ts";
import type { Alphabet } from "../../../shared/signs/alphabet.ts";
import { recogniseVideo } from "../../../shared/signs/recognise-video.ts";
import { calibrationError } from "../metrics.ts";
import { createRandom } from "../random.ts";
import { type Film, filmOfLetter, filmOfOther, type Handshapes } from "./film.ts";
import type { MotionLettersNotes } from "./motion-letter-notes.ts";

export interface MovementMetrics {
  /** Share of the films of each motion letter that are read as it; undefined where the source has no hand for it. */
  readonly perLetter: Readonly<Record<string, number | undefined>>;
  /** Share of the films of other movements that are read as a motion letter. */
  readonly falseLetters: number;
  /** Expected calibration error of all answers that are motion letters. */
  readonly ece: number;
}

/** A film and the sign that was read; undefined for no sign. */
interface ReadFilm {
  /** Undefined for another movement. */
  readonly shown: string | undefined;
  readonly read: Prediction | undefined;
}

const FILMS_PER_LETTER = 100;

export function measureMovement(
  handshapes: Handshapes,
  letters: MotionLettersNotes,
  alphabet: Alphabet,
  seed: number,
): MovementMetrics {
  const random = createRandom(seed);
  const readAll = (shown: string | undefined, make: () => Film | undefined): ReadFilm[] =>
    Array.from({ length: FILMS_PER_LETTER }, make).flatMap((film) =>
      film ? [{ shown, read: signRead(film, alphabet) }] : [],
    );
  const shown = Object.entries(letters).map(([label, letter]) => ({
    label,
    films: readAll(label, () => filmOfLetter(label, letter, handshapes, random)),
  }));
  const others = readAll(undefined, () => filmOfOther(letters, handshapes, random));
  const drawn = [...shown.flatMap(({ films }) => films), ...others].flatMap(({ shown, read }) =>
    read && Object.hasOwn(letters, read.label)
      ? [{ confidence: read.confidence, isRight: read.label === shown }]
      : [],
  );
  return {
    perLetter: Object.fromEntries(
      shown.map(({ label, films }) => [
        label,
        films.length > 0 ? share(films, (read) => read?.label === label) : undefined,
      ]),
    ),
    falseLetters: share(others, (read) => read !== undefined && Object.hasOwn(letters, read.label)),
    ece: calibrationError(drawn),
  };
}

const share = (films: readonly ReadFilm[], isCounted: (read: Prediction | undefined) => boolean): number =>
  films.filter(({ read }) => isCounted(read)).length / films.length;

function signRead({ frames }: Film, alphabet: Alphabet): Prediction | undefined {
  const hands = frames.map(({ seconds, landmarks }) => ({
    seconds,
    hands: [{ handedness: "Right", score: 1, landmarks } as const],
  }));
  const top = recogniseVideo(hands, alphabet)[0]?.predictions[0];
  return top && top.confidence >= CONFIDENCE_THRESHOLD ? top : undefined;
}
