/**
 * The evaluation clips: every letter of the alphabet, J and Z in motion, and hands that sign nothing. Training never saw
 * them: its hands are single pictures of 400 x 400 with the hand in the middle, theirs move through pictures of another shape,
 * anywhere in them, in other skins, lights and rooms, 0.55 to 1.25 of life size. People have proportions as in training and
 * half of the static letters are turned as there, by other draws; the other half, the clips called `beyond`, are outside its
 * range by up to 15 degrees of yaw, 10 of pitch or 16 of roll. J, Z and the movements of hands that sign nothing are new
 * altogether.
 */
import { NO_SIGN } from "../../../../shared/contract/assessment.ts";
import { createRandom } from "../../random.ts";
import type { Skeleton } from "../kinematics.ts";
import { LETTERS, type LetterName, type Turn } from "../poses.ts";
import { withProportions } from "../proportions.ts";
import { anyLook, type Look } from "./look.ts";
import { NEGATIVE_KINDS, type NegativeKind, performNegative } from "./negatives.ts";
import type { Part } from "./performance.ts";
import { performLetter } from "./static-letter.ts";
import { performJ, performZ } from "./traced-letter.ts";

export interface EvaluationClip {
  /** A letter, or NO_SIGN. */
  readonly label: string;
  /** How it was made, for counting by kind. */
  readonly kind: "within" | "beyond" | "traced" | NegativeKind;
  /** From 1, of its label. */
  readonly number: number;
}

export interface Performance {
  /** The flat hand of whoever signs. */
  readonly person: Skeleton;
  readonly look: Look;
  readonly scale: number;
  readonly parts: readonly Part[];
  /** Whether the forearm comes from below, as that of a hand at rest does not. */
  readonly bendsWrist: boolean;
  /** How restless the hand is; 1 as in the demo clips. */
  readonly restlessness: number;
  readonly seed: number;
}

const TRACED = { J: performJ, Z: performZ } as const;
const TRACED_NAMES = Object.keys(TRACED) as (keyof typeof TRACED)[];

/** Every letter and NO_SIGN, the traced ones first. */
export const LABELS: readonly string[] = [...TRACED_NAMES, NO_SIGN, ...Object.keys(LETTERS)];

/** How many clips of no letter there are for each clip of a letter. */
const NEGATIVES_PER_CLIP = 15;
/** Of NEGATIVES_PER_CLIP. */
const SHARES: Readonly<Record<NegativeKind, number>> = {
  gesture: 4,
  rest: 2,
  passing: 2,
  wave: 1,
  between: 2,
  line: 1,
  circle: 1,
  shake: 1,
  approach: 1,
};

/** @param count Of each letter. */
export function clipsOf(label: string, count: number): EvaluationClip[] {
  const clips = (kinds: readonly EvaluationClip["kind"][]): EvaluationClip[] =>
    kinds.map((kind, index) => ({ label, kind, number: index + 1 }));
  const times = <T>(length: number, item: (index: number) => T): T[] =>
    Array.from({ length }, (_, i) => item(i));
  if (label in TRACED) return clips(times(count, () => "traced"));
  if (label !== NO_SIGN) return clips(times(count, (index) => (index % 2 === 0 ? "within" : "beyond")));
  const deck = NEGATIVE_KINDS.flatMap((kind) => times(SHARES[kind], () => kind));
  return clips(times(count * NEGATIVES_PER_CLIP, (index) => deck[index % deck.length] as NegativeKind));
}

export const fileNameOf = ({ label, kind, number }: EvaluationClip): string =>
  `${label}-${kind}-${String(number).padStart(2, "0")}.mp4`;

/** The same clip and seed give the same performance, whatever else is rendered. */
export function performanceOf(
  rest: Skeleton,
  clip: EvaluationClip,
  seed: number,
): Performance & { turn?: Turn } {
  const ownSeed = [...fileNameOf(clip)].reduce(
    (hash, character) => (Math.imul(hash, 31) + character.charCodeAt(0)) >>> 0,
    seed + 7919,
  );
  const random = createRandom(ownSeed);
  const look = anyLook(random);
  const isMoving = clip.kind !== "within" && clip.kind !== "beyond" && clip.kind !== "gesture";
  const scale = random.between(0.55, isMoving ? 0.95 : 1.25);
  const person = withProportions(rest, createRandom(ownSeed + 3));
  const stage = { rest: person, random, scale };
  const performance = {
    person,
    look,
    scale,
    bendsWrist: clip.kind !== "rest",
    restlessness: random.between(0.5, 1.8),
    seed: ownSeed,
  };
  if (clip.label === "J" || clip.label === "Z") return { ...performance, parts: TRACED[clip.label](stage) };
  if (clip.label === NO_SIGN) {
    return { ...performance, parts: performNegative(stage, clip.kind as NegativeKind) };
  }
  return { ...performance, ...performLetter(stage, clip.label as LetterName, clip.kind === "beyond") };
}
