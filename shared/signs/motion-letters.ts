/** Letters that are drawn, such as J and Z: what a movement says of them. */
import type { Alphabet } from "./alphabet.ts";
import type { DrawnLetter, Hold } from "./hypotheses.ts";
import {
  type HandMoment,
  isGatheringSpeed,
  MOMENT_SECONDS,
  mirrorMoments,
  movementFeatures,
  movementsEndingNow,
} from "./movement.ts";
import { evaluateNetwork, type Network, softmax } from "./network.ts";

/** Under this probability a movement is not worth weighing. */
const LEAST_PROBABILITY = 0.3;
/** A hand shape that is held so soon before or after belongs to the letter that it draws. */
const TOUCHING_SECONDS = 0.35;
/** Another shape that may draw the letter is what its hand looks like on the way, if it is held for no longer than this. */
const PASSING_SECONDS = 0.5;

/** For each movement that may end with the last moment its likeliest letter, if it is likely at all. */
export function lettersDrawn(
  moments: readonly HandMoment[],
  { labels, motion }: Pick<Alphabet, "labels" | "motion">,
): DrawnLetter[] {
  if (!motion || isGatheringSpeed(moments)) return [];
  const { network } = motion;
  return movementsEndingNow(moments).flatMap((movement, index, movements) => {
    const probabilities = movementProbabilities(movement, network).subarray(0, -1);
    const place = probabilities.indexOf(Math.max(...probabilities));
    const probability = lasting(probabilities[place] as number, place, movement, network);
    if (probability < LEAST_PROBABILITY) return [];
    const shapes = motion.letters[place]?.handshapes.map((shape) => labels.indexOf(shape)) ?? [];
    const since = movement[0]?.at ?? 0;
    return [
      {
        label: labels.length + place,
        since,
        startsBefore: movements[index - 1]?.[0]?.at ?? since + MOMENT_SECONDS,
        probability,
        shape: commonest(shapes, movement),
      },
    ];
  });
}

/** Of the hand shapes the one that is seen most often in the movement. */
function commonest(shapes: readonly number[], movement: readonly HandMoment[]): number | undefined {
  const counts = shapes.map((shape) => movement.filter((moment) => moment.shape === shape).length);
  const most = Math.max(...counts);
  return most > 0 ? shapes[counts.indexOf(most)] : undefined;
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

/** Whether a held letter is the hand shape that drew a letter until then, still resting. */
export const isRestOf = (held: Held, drawn: Drawn & Pick<Hold, "until">, alphabet: Alphabet): boolean =>
  held.since - drawn.until <= TOUCHING_SECONDS && draws(held, drawn, alphabet);

type Held = Pick<Hold, "label" | "since" | "until">;
type Drawn = Pick<Hold, "label" | "shape">;

const isHandshapeOf = (held: Hold, drawn: Hold, alphabet: Alphabet): boolean =>
  held.probability === undefined && drawn.probability !== undefined && draws(held, drawn, alphabet);

/**
 * Whether what is held beside a drawn letter is the hand that draws it: in the usual shape or in the one that was seen drawing
 * for as long as it likes, in another that may draw it for a moment. Any longer, and that is a letter too.
 */
function draws(held: Held, drawn: Drawn, { labels, motion }: Alphabet): boolean {
  const shapes = motion?.letters[drawn.label - labels.length]?.handshapes ?? [];
  const shape = labels[held.label] ?? "";
  const isOwn = shape === shapes[0] || held.label === drawn.shape;
  return shapes.includes(shape) && (isOwn || held.until - held.since <= PASSING_SECONDS);
}
