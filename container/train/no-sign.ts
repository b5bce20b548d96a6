/** Hands that show no letter, made of a signer's hands that do: no recordings of them are at hand. */
import { NO_SIGN } from "../../shared/contract/assessment.ts";
import { composeHand } from "./compose-hand.ts";
import { type Sample, sourcesOf } from "./dataset.ts";
import { difference, looksLikeAny, nearer, normalised, withMirrorImages } from "./hand-difference.ts";
import type { Random } from "./random.ts";

/** Letters that differ less, in hand sizes a landmark, have nothing between them that is not one of the two. */
const LEAST_DIFFERENCE = 0.22;
/** Share of the way from one letter to the other. */
const MIDWAY = { from: 0.35, to: 0.65 };
const TRIES = 30;

/** Hands of each kind that are kept for a source, and how many are made at most for one that is. */
const KEPT = 1500;
const MADE_FOR_ONE = 10;
/** Hands of each letter of each source that a made hand must not look like. */
const COMPARED = 20;
/**
 * Finger by finger, in hand sizes: how far a made hand is from every letter. Four fifths of the hands of unseen signers are
 * within 0.25 of a known hand of their letter; one on the way from letter to letter is often within that of one of them.
 */
const FAR = { halfway: 0.15, composed: 0.25 };

/** How the hands are made. */
type NoSignKind = keyof typeof FAR;
const KINDS = ["halfway", "composed"] as const satisfies readonly NoSignKind[];

export interface NoSignHand extends Sample {
  readonly kind: NoSignKind;
}

const MAKERS: Readonly<
  Record<NoSignKind, (samples: readonly Sample[], random: Random) => Float32Array | undefined>
> = { halfway: betweenLetters, composed: composeHand };

/**
 * Of each source up to KEPT hands of each kind that look like no letter of any source: halfway between two letters, and with
 * fingers of several. Their source is named after the kind too, as in `boris, composed`.
 * @param samples Hands that show letters.
 * @param known Those that no made hand looks like.
 */
export function noSignHands(
  samples: readonly Sample[],
  random: Random,
  known: readonly Sample[] = samples,
): NoSignHand[] {
  const letters = withMirrorImages(someOfEach(known, random).map(({ landmarks }) => landmarks));
  return sourcesOf(samples).flatMap((source) => {
    const own = samples.filter((sample) => sample.source === source);
    return KINDS.flatMap((kind) =>
      noSignHandsOf(own, kind, letters, random).map((landmarks) => ({
        source: `${source}, ${kind}`,
        label: NO_SIGN,
        kind,
        landmarks,
      })),
    );
  });
}

function noSignHandsOf(
  own: readonly Sample[],
  kind: NoSignKind,
  letters: readonly Float32Array[],
  random: Random,
): Float32Array[] {
  const kept: Float32Array[] = [];
  for (let made = 0; made < KEPT * MADE_FOR_ONE && kept.length < KEPT; made++) {
    const hand = MAKERS[kind](own, random);
    if (!hand) break;
    if (!looksLikeAny(hand, letters, FAR[kind])) kept.push(hand);
  }
  return kept;
}

/** @param samples Of one source. Undefined when its letters are too much alike. */
export function betweenLetters(samples: readonly Sample[], random: Random): Float32Array | undefined {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const one = samples[random.below(samples.length)] as Sample;
    const other = samples[random.below(samples.length)] as Sample;
    if (one.label === other.label) continue;
    const start = normalised(one.landmarks);
    const end = nearer(start, normalised(other.landmarks));
    if (difference(start, end) < LEAST_DIFFERENCE) continue;
    const share = random.between(MIDWAY.from, MIDWAY.to);
    return start.map((value, index) => value + share * ((end[index] as number) - value));
  }
  return undefined;
}

function someOfEach(samples: readonly Sample[], random: Random): Sample[] {
  const groups = Object.values(Object.groupBy(samples, ({ source, label }) => `${source} ${label}`));
  return groups.flatMap((group = []) =>
    group.length <= COMPARED
      ? group
      : Array.from({ length: COMPARED }, () => group[random.below(group.length)] as Sample),
  );
}
