/**
 * What classified frames may mean in time: at each moment a letter is held, one is drawn, or the hand is between letters. The
 * best explanation is that of a hidden Markov model with these states, found a frame at a time by the Viterbi algorithm
 * (Viterbi 1967), so the same steps read a finished video and a stream that still goes on. A letter that is drawn is judged as
 * a whole when it ends, as in a semi-Markov model.
 */
import { LONGEST_MOVEMENT_SECONDS, MOMENT_SECONDS } from "./movement.ts";

/** The signing hand in one frame. */
export interface Evidence {
  /** Seconds from the start. */
  readonly at: number;
  /** How long the frame stands for. */
  readonly seconds: number;
  /** 1 for a settled hand, 0 for a moving one. */
  readonly steadiness: number;
  /** Of each held letter; undefined when the hand is not seen. */
  readonly probabilities: Float32Array | undefined;
  /** Letters whose drawing may end with this frame. */
  readonly drawn: readonly DrawnLetter[];
}

/** A letter that may have been drawn, ending now. */
export interface DrawnLetter {
  /** Place among the signs of the alphabet. */
  readonly label: number;
  /** Seconds: the movement that was judged began at `since`, the letter before `startsBefore`; the hand may have waited. */
  readonly since: number;
  readonly startsBefore: number;
  readonly probability: number;
  /** Place among the labels of the held letter whose hand shape drew it; undefined if it looked like none that does. */
  readonly shape: number | undefined;
}

/** A stretch in which one letter is held or drawn. */
export interface Hold {
  /** Place among the signs of the alphabet. */
  readonly label: number;
  readonly since: number;
  readonly until: number;
  /** Of a drawn letter; undefined for a held one. */
  readonly probability: number | undefined;
  /** Of a drawn letter, as DrawnLetter has it. */
  readonly shape: number | undefined;
}

/** Holds in a list that starts with the last one, so that explanations share what they have in common. */
interface HoldList {
  readonly hold: Hold;
  readonly before: HoldList | undefined;
}

/** The best explanation that ends between letters. */
interface Between {
  /** Log-likelihood; only differences between hypotheses matter. */
  readonly score: number;
  readonly holds: HoldList | undefined;
}

/** The best explanation that ends with a letter being held. */
export interface HeldLetter extends Between {
  readonly label: number;
  readonly since: number;
  /** Settled seconds of the hold, and the logarithm of the letter's probability summed over them. */
  readonly settledSeconds: number;
  readonly logProbability: number;
}

/** The best explanation that was between letters then. */
interface PastBetween extends Between {
  readonly at: number;
}

export interface Hypotheses {
  readonly between: Between;
  /** As far back as a drawing may have begun, in order of time. */
  readonly past: readonly PastBetween[];
  /** Only letters that are likelier than beginning them now would be. */
  readonly letters: readonly HeldLetter[];
}

/** Frames within this time say the same thing, so together they count as one. */
const INDEPENDENCE_SECONDS = 0.1;
/** Logarithmic cost of beginning a letter and of leaving one: a change has to be worth some frames. */
const CHANGE_COST = 3;
/** Probability with which a settled hand that is no letter looks like any given one. */
const LIKENESS_OF_OTHERS = 0.08;
/** Likelihood of a moving hand while a letter is held, relative to that between letters. */
const MOVING_WHILE_HELD = 0.02;
/** The same for a frame in which the hand is not found: trackers lose hands that are there. */
const UNSEEN_WHILE_HELD = 0.2;
/** The movements of a drawn letter overlap, so that its probability is worth more than that of one frame. */
const DRAWN_WEIGHT = 2;
const MAX_LOG_ODDS = 5;
/** Logarithmic cost of a drawn letter: less than a held one's, since the network knows movements that are none. */
const DRAWN_COST = 0.8;

export const NO_EVIDENCE: Hypotheses = { between: { score: 0, holds: undefined }, past: [], letters: [] };

/** The hypotheses after one more frame. */
export function weigh({ between, past, letters }: Hypotheses, evidence: Evidence): Hypotheses {
  const left = letters.map((letter) => end(letter, evidence.at));
  const drawn = evidence.drawn.flatMap((letter) => draw(letter, { past, letters }, evidence.at));
  const betweenNow = [...left, ...drawn].reduce(
    (best, other) => (other.score > best.score ? other : best),
    between,
  );
  const begun = Array.from(evidence.probabilities ?? [], (_, label) => begin(label, betweenNow, evidence.at));
  const continued = evidence.probabilities
    ? begun.map((letter) => likelier(letters.find(({ label }) => label === letter.label) ?? letter, letter))
    : letters;
  const held = continued.map((letter) => hold(letter, evidence));
  return relativeToBest({
    between: betweenNow,
    past: remember(past, { ...betweenNow, at: evidence.at }),
    letters: held.filter(({ score }) => score > betweenNow.score - CHANGE_COST),
  });
}

/** The letter that is held now by the best explanation; undefined between letters. */
export function heldNow({ between, letters }: Hypotheses): HeldLetter | undefined {
  const [first, ...others] = letters;
  const best = first && others.reduce(likelier, first);
  return best && best.score > between.score ? best : undefined;
}

/** Every hold of the best explanation, in order of time; `now` ends one that goes on. */
export function holdsOf(hypotheses: Hypotheses, now: number): Hold[] {
  const held = heldNow(hypotheses);
  const holds: Hold[] = [];
  let rest = held ? end(held, now).holds : hypotheses.between.holds;
  for (; rest; rest = rest.before) holds.unshift(rest.hold);
  return holds;
}

/** The hypotheses without the holds that were over before `time`, for a reader that has told of them. */
export function forgetHolds({ between, past, letters }: Hypotheses, time: number): Hypotheses {
  const forget = <E extends Between>(explanation: E): E => ({
    ...explanation,
    holds: overSince(explanation.holds, time),
  });
  return { between: forget(between), past: past.map(forget), letters: letters.map(forget) };
}

const overSince = (holds: HoldList | undefined, time: number): HoldList | undefined =>
  holds && holds.hold.until >= time ? { ...holds, before: overSince(holds.before, time) } : undefined;

const end = ({ score, label, since, holds }: HeldLetter, until: number): Between => ({
  score: score - CHANGE_COST,
  holds: { hold: { label, since, until, probability: undefined, shape: undefined }, before: holds },
});

/**
 * The explanations by which the letter was drawn until now: after what was between letters when that is likeliest to have begun,
 * or in place of a letter that is thought to have been held all the time, since the movement says that it was not.
 */
function draw(
  { label, since, startsBefore, probability, shape }: DrawnLetter,
  { past, letters }: Pick<Hypotheses, "past" | "letters">,
  until: number,
): Between[] {
  const logOdds = Math.log(probability / Math.max(1 - probability, 1e-6));
  const gain = DRAWN_WEIGHT * Math.min(logOdds, MAX_LOG_ODDS) - DRAWN_COST;
  const after = (score: number, begun: number, before: HoldList | undefined): Between => ({
    score: score + gain,
    holds: { hold: { label, since: begun, until, probability, shape }, before },
  });
  // The last one that is not after `since`, and all from there on.
  const starts = past.filter(
    ({ at }, index) => at < startsBefore && (past[index + 1]?.at ?? until) > since + 1e-6,
  );
  return [
    ...starts.map(({ score, at, holds }) => after(score, Math.max(at, since), holds)),
    ...letters
      .filter((letter) => letter.since <= since)
      .map((letter) => after(letter.score, since, end(letter, since).holds)),
  ];
}

function remember(past: readonly PastBetween[], now: PastBetween): readonly PastBetween[] {
  const last = past.at(-1);
  if (last && now.at - last.at < MOMENT_SECONDS - 1e-3) return past;
  const oldest = now.at - LONGEST_MOVEMENT_SECONDS - 2 * MOMENT_SECONDS;
  return [...past.filter(({ at }) => at >= oldest), now];
}

const begin = (label: number, { score, holds }: Between, since: number): HeldLetter => ({
  label,
  score: score - CHANGE_COST,
  holds,
  since,
  settledSeconds: 0,
  logProbability: 0,
});

/** Of two explanations that are as likely, the first. */
const likelier = (a: HeldLetter, b: HeldLetter): HeldLetter => (b.score > a.score ? b : a);

function hold(letter: HeldLetter, { seconds, steadiness, probabilities }: Evidence): HeldLetter {
  const probability = probabilities?.[letter.label];
  if (probability === undefined)
    return { ...letter, score: letter.score + likelihood(seconds, UNSEEN_WHILE_HELD) };
  const settled = seconds * steadiness;
  const ratio =
    (steadiness * probability + (1 - steadiness) * MOVING_WHILE_HELD) /
    (steadiness * LIKENESS_OF_OTHERS + (1 - steadiness));
  return {
    ...letter,
    score: letter.score + likelihood(seconds, ratio),
    settledSeconds: letter.settledSeconds + settled,
    logProbability: letter.logProbability + settled * Math.log(Math.max(probability, 1e-6)),
  };
}

const likelihood = (seconds: number, ratio: number): number =>
  (seconds / INDEPENDENCE_SECONDS) * Math.log(Math.max(ratio, 1e-6));

/** Keeps the scores of an endless stream near 0. */
function relativeToBest({ between, past, letters }: Hypotheses): Hypotheses {
  const best = Math.max(between.score, ...letters.map(({ score }) => score));
  const lower = <E extends Between>(explanation: E): E => ({
    ...explanation,
    score: explanation.score - best,
  });
  return { between: lower(between), past: past.map(lower), letters: letters.map(lower) };
}
