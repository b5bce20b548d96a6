/** How well motion letters are read on hands that the networks have never seen. */
import type { Alphabet } from "../../../shared/signs/alphabet.ts";
import type { Trainers } from "../training-threads.ts";
import type { Handshapes } from "./film.ts";
import { type MovementMetrics, measureMovement } from "./measure-movement.ts";
import type { MotionLettersNotes } from "./motion-letter-notes.ts";
import type { MovementSettings } from "./train-movement.ts";

/** By source. @param alphabetWithout Reads held letters without having seen the source. */
export async function leaveOneSourceOutMoving(
  handshapes: ReadonlyMap<string, Handshapes>,
  letters: MotionLettersNotes,
  settings: MovementSettings,
  trainers: Pick<Trainers, "motion">,
  alphabetWithout: (source: string) => Alphabet,
): Promise<Record<string, MovementMetrics>> {
  const judge = async (source: string, own: Handshapes): Promise<[string, MovementMetrics]> => {
    const alphabet = alphabetWithout(source);
    const motion = await trainers.motion({
      name: `Movements without ${source}`,
      sources: [...handshapes].filter(([name]) => name !== source).map(([, hands]) => hands),
      letters,
      held: alphabet.labels,
      settings,
    });
    return [source, measureMovement(own, letters, { ...alphabet, motion }, settings.seed)];
  };
  return Object.fromEntries(await Promise.all([...handshapes].map(([source, own]) => judge(source, own))));
}
