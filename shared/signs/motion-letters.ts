/** Letters that are drawn, such as J and Z: what a movement says of them. */
import type { Alphabet } from "./alphabet.ts";
import type { DrawnLetter, Hold } from "./hypotheses.ts";
import {
  type HandMoment,
  isGatheringSpeed,
  mirrorMoments,
  movementFeatures,
  movementsEndingNow,
} from "./movement.ts";
import { evaluateNetwork, type Network, softmax } from "./network.ts";

/** Under this probability a movement is not worth weighing. */
const LEAST_PROBABILITY = 0.3;
/** A hand shape that is held so soon before or after belongs to the letter that it draws. */
const TOUCHING_SECONDS = 0.35;

/** For each movement that may end with the last moment its likeliest letter, if it is likely at all. */
export function lettersDrawn(
  moments: readonly HandMoment[],
  { labels, motion }: Pick<Alphabet, "labels" | "motion">,
): DrawnLetter[] {
  if (!motion || isGatheringSpeed(moments)) return [];
  const { network } = motion;
  return movementsEndingNow(moments).flatMap((movement) => {
    const probabilities = movementProbabilities(movement, network).subarray(0, -1);
    const place = probabilities.indexOf(Math.max(...probabilities));
    const probability = lasting(probabilities[place] as number, place, movement, network);
    if (probability < LEAST_PROBABILITY) return [];
    return [{ label: labels.length + place, since: movement[0]?.at ?? 0, probability }];
  });
}

/** A letter was there a moment ago too, its hand coming to rest; a movement that only crosses the way of one was not. */
function lasting(
  probability: number,
  place: number,
  movement: readonly HandMoment[],
  network: Network,
): number {
  if (probability < LEAST_PROBABILITY) return probability;
  const before = movementProbabilities(movement.slice(0, -1), network);
  return Math.min(probability, before[place] as number);
}

/** Of each motion letter and, last, of none; the same for either hand. */
export function movementProbabilities(movement: readonly HandMoment[], network: Network): Float32Array {
  const [own, mirrored] = [movement, mirrorMoments(movement)].map((moments) =>
    evaluateNetwork(network, movementFeatures(moments)),
  ) as [Float32Array, Float32Array];
  return softmax(own.map((logit, output) => (logit + (mirrored[output] as number)) / 2));
}

/** The holds with every hand shape that is held at the beginning or the end of a drawn letter made part of that letter. */
export function withHandshapes(holds: readonly Hold[], alphabet: Alphabet): Hold[] {
  const joined: Hold[] = [];
  for (const hold of holds) {
    const before = joined.at(-1);
    const touches = before && hold.since - before.until <= TOUCHING_SECONDS;
    if (touches && isHandshapeOf(before, hold, alphabet))
      joined.splice(-1, 1, { ...hold, since: before.since });
    else if (touches && isHandshapeOf(hold, before, alphabet))
      joined.splice(-1, 1, { ...before, until: hold.until });
    else joined.push(hold);
  }
  return joined;
}

/** Whether a letter that is held from `since` on is the hand shape that drew a letter until then, still resting. */
export const isRestOf = (
  held: Pick<Hold, "label" | "since">,
  drawn: Pick<Hold, "label" | "until">,
  alphabet: Alphabet,
): boolean => held.since - drawn.until <= TOUCHING_SECONDS && draws(held.label, drawn.label, alphabet);

const isHandshapeOf = (held: Hold, drawn: Hold, alphabet: Alphabet): boolean =>
  held.probability === undefined &&
  drawn.probability !== undefined &&
  draws(held.label, drawn.label, alphabet);

/** Whether the letter of that hand shape and movement is drawn by that held one; both are places among the signs. */
function draws(held: number, drawn: number, { labels, motion }: Alphabet): boolean {
  const letter = motion?.letters[drawn - labels.length];
  return letter?.handshapes.includes(labels[held] ?? "") ?? false;
}
