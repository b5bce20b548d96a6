/**
 * What classified frames may mean in time: at each moment a letter is held, or the hand is between letters. The best
 * explanation is that of a hidden Markov model with these states, found a frame at a time by the Viterbi algorithm (Viterbi
 * 1967), so the same steps read a finished video and a stream that still goes on.
 */

/** The signing hand in one frame. */
export interface Evidence {
  /** Seconds from the start. */
  readonly at: number;
  /** How long the frame stands for. */
  readonly seconds: number;
  /** 1 for a settled hand, 0 for a moving one. */
  readonly steadiness: number;
  /** Of each label; undefined when the hand is not seen. */
  readonly probabilities: Float32Array | undefined;
}

/** A stretch in which one letter is held. */
export interface Hold {
  /** Place of the label in the alphabet. */
  readonly label: number;
  readonly since: number;
  readonly until: number;
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

export interface Hypotheses {
  readonly between: Between;
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

export const NO_EVIDENCE: Hypotheses = { between: { score: 0, holds: undefined }, letters: [] };

/** The hypotheses after one more frame. */
export function weigh({ between, letters }: Hypotheses, evidence: Evidence): Hypotheses {
  const left = letters.map((letter) => end(letter, evidence.at));
  const betweenNow = left.reduce((best, other) => (other.score > best.score ? other : best), between);
  const begun = Array.from(evidence.probabilities ?? [], (_, label) => begin(label, betweenNow, evidence.at));
  const continued = evidence.probabilities
    ? begun.map((letter) => likelier(letters.find(({ label }) => label === letter.label) ?? letter, letter))
    : letters;
  const held = continued.map((letter) => hold(letter, evidence));
  return relativeToBest({
    between: betweenNow,
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

/** The hypotheses without the holds that are over, for a reader that has told of them. */
export const forgetHolds = ({ between, letters }: Hypotheses): Hypotheses => ({
  between: { ...between, holds: undefined },
  letters: letters.map((letter) => ({ ...letter, holds: undefined })),
});

const end = ({ score, label, since, holds }: HeldLetter, until: number): Between => ({
  score: score - CHANGE_COST,
  holds: { hold: { label, since, until }, before: holds },
});

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
function relativeToBest({ between, letters }: Hypotheses): Hypotheses {
  const best = Math.max(between.score, ...letters.map(({ score }) => score));
  return {
    between: { ...between, score: between.score - best },
    letters: letters.map((letter) => ({ ...letter, score: letter.score - best })),
  };
}
