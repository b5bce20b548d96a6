/** How well motion letters are read on hands that the networks have never seen. */
import type { Alphabet } from "../../../shared/signs/alphabet.ts";
import type { Handshapes } from "./film.ts";
import { type MovementMetrics, measureMovement } from "./measure-movement.ts";
import type { MotionLettersNotes } from "./motion-letter-notes.ts";
import { type MovementSettings, trainMotionLetters } from "./train-movement.ts";

/** By source. @param alphabetWithout Reads held letters without having seen the source. */
export function leaveOneSourceOutMoving(
  handshapes: ReadonlyMap<string, Handshapes>,
  letters: MotionLettersNotes,
  settings: MovementSettings,
  alphabetWithout: (source: string) => Alphabet,
  onSource: (source: string) => void,
): Record<string, MovementMetrics> {
  return Object.fromEntries(
    [...handshapes].map(([source, own]) => {
      onSource(source);
      const others = [...handshapes].filter(([name]) => name !== source).map(([, hands]) => hands);
      const alphabet = alphabetWithout(source);
      const motion = trainMotionLetters(others, letters, alphabet.labels, settings);
      return [source, measureMovement(own, letters, { ...alphabet, motion }, settings.seed)];
    }),
  );
}
