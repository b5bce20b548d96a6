/** Trains the network that tells motion letters from other movements, on made films. */
import type { MotionLetters } from "../../../shared/signs/alphabet.ts";
import { MOVEMENT_FEATURE_COUNT, mirrorMoments, movementFeatures } from "../../../shared/signs/movement.ts";
import type { Network } from "../../../shared/signs/network.ts";
import { createRandom, type Random } from "../random.ts";
import {
  accumulateGradient,
  applyGradient,
  batchesOf,
  createNetwork,
  toNetwork,
} from "../trainable-network.ts";
import { type Film, filmOfLetter, filmOfOther, type Handshapes } from "./film.ts";
import type { MotionLettersNotes } from "./motion-letter-notes.ts";
import { type Movement, movementsOf } from "./windows.ts";

export interface MovementSettings {
  readonly seed: number;
  readonly hiddenSizes: readonly number[];
  readonly epochs: number;
  /** Films of each letter, and as many times `othersShare` films of other movements, in an epoch. */
  readonly filmsPerLetter: number;
  readonly othersShare: number;
  /** Share of a film's moments at which movements are looked at. */
  readonly momentShare: number;
  /** Share of the movements without a letter that is learned from: there are many, much alike. */
  readonly othersKept: number;
  readonly batchSize: number;
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly labelSmoothing: number;
}

export const DEFAULT_MOVEMENT_SETTINGS: MovementSettings = {
  seed: 1,
  hiddenSizes: [64, 32],
  epochs: 16,
  filmsPerLetter: 600,
  othersShare: 3,
  momentShare: 0.25,
  othersKept: 0.25,
  batchSize: 64,
  learningRate: 2e-3,
  weightDecay: 0.02,
  labelSmoothing: 0.02,
};

/**
 * @param sources Each source's hands.
 * @param held Labels of the letters that are held.
 */
export function trainMotionLetters(
  sources: readonly Handshapes[],
  letters: MotionLettersNotes,
  held: readonly string[],
  settings: MovementSettings,
  onEpoch: (epoch: number, loss: number) => void = () => {},
): MotionLetters {
  return {
    letters: Object.entries(letters).map(([label, { handshapes, looksLike, finger }]) => ({
      label,
      handshapes: [...handshapes, ...looksLike].filter((shape) => held.includes(shape)),
      finger,
    })),
    network: trainNetwork(sources, letters, settings, onEpoch),
  };
}

function trainNetwork(
  sources: readonly Handshapes[],
  letters: MotionLettersNotes,
  settings: MovementSettings,
  onEpoch: (epoch: number, loss: number) => void,
): Network {
  const { epochs, batchSize, learningRate, weightDecay, labelSmoothing } = settings;
  const random = createRandom(settings.seed * 1000 + 500);
  const answers = [...Object.keys(letters), undefined];
  const targets = new Map(
    answers.map((label, index) => [
      label,
      Float32Array.from(answers, (_, answer) =>
        answer === index
          ? 1 - labelSmoothing + labelSmoothing / answers.length
          : labelSmoothing / answers.length,
      ),
    ]),
  );
  const network = createNetwork([MOVEMENT_FEATURE_COUNT, ...settings.hiddenSizes, answers.length], random);
  for (let epoch = 0; epoch < epochs; epoch++) {
    const rate = (learningRate * (1 + Math.cos((Math.PI * epoch) / epochs))) / 2;
    let [loss, count] = [0, 0];
    for (const batch of batchesOf(movementsToLearn(sources, letters, settings, random), batchSize)) {
      for (const { moments, label } of batch) {
        loss += accumulateGradient(network, movementFeatures(moments), targets.get(label) as Float32Array);
      }
      count += batch.length;
      applyGradient(network, batch.length, rate, weightDecay);
    }
    onEpoch(epoch, loss / count);
  }
  return toNetwork(network);
}

/** The movements of an epoch, half of them in a mirror. */
function* movementsToLearn(
  sources: readonly Handshapes[],
  letters: MotionLettersNotes,
  settings: MovementSettings,
  random: Random,
): Generator<Movement> {
  for (const film of filmsOf(sources, letters, settings, random)) {
    for (const { moments, label } of movementsOf(film, settings.momentShare, random)) {
      if (label === undefined && random.next() > settings.othersKept) continue;
      yield { moments: random.next() < 0.5 ? mirrorMoments(moments) : moments, label };
    }
  }
}

/** The films of an epoch, letters and others in turns. */
function* filmsOf(
  sources: readonly Handshapes[],
  letters: MotionLettersNotes,
  { filmsPerLetter, othersShare }: MovementSettings,
  random: Random,
): Generator<Film> {
  for (let round = 0; round < filmsPerLetter; round++) {
    for (const [label, letter] of Object.entries(letters)) {
      const film = filmOfLetter(label, letter, sources[random.below(sources.length)] as Handshapes, random);
      if (film) yield film;
    }
    for (let other = 0; other < othersShare; other++) {
      yield filmOfOther(letters, sources[random.below(sources.length)] as Handshapes, random);
    }
  }
}
