/** What the last frames say about how recognition goes on this device. */
import type { FeedbackItem } from "../../../shared/contract/feedback.ts";
import type { Seen } from "./recogniser/messages.ts";

export interface Frames {
  /** The last one. */
  readonly seen: Seen | undefined;
  /** When the last frames were taken, oldest first. */
  readonly times: readonly number[];
  readonly startedAt: number;
  readonly handSeenAt: number;
  readonly advice: Advice;
}

/** Feedback that stays long enough to be read. */
interface Advice {
  readonly items: readonly FeedbackItem[];
  readonly since: number;
}

/** Frames of this time count. */
const RATE_SECONDS = 3;
/** A letter needs some frames while it is held. */
const SLOW_RATE = 6;
const LEAST_LIVE_RATE = 10;
const PATIENCE_SECONDS = 2.5;
const ADVICE_SECONDS = 1;

export const NO_FRAMES: Frames = {
  seen: undefined,
  times: [],
  startedAt: 0,
  handSeenAt: 0,
  advice: { items: [], since: 0 },
};

export function addFrame({ seen: before, times, startedAt, handSeenAt, advice }: Frames, seen: Seen): Frames {
  const { seconds, hands } = seen;
  const isFirst = before === undefined;
  return {
    seen,
    times: [...times.filter((time) => time > seconds - RATE_SECONDS), seconds],
    startedAt: isFirst ? seconds : startedAt,
    handSeenAt: isFirst || hands.length > 0 ? seconds : handSeenAt,
    advice: nextAdvice(advice, seen),
  };
}

/** Frames a second; 0 until it can be told. */
export function rateOf({ times }: Frames): number {
  const span = (times.at(-1) ?? 0) - (times[0] ?? 0);
  return span > 0 ? (times.length - 1) / span : 0;
}

/** A skeleton that comes later than this would lie beside a moving hand. */
export const isLagging = (frames: Frames): boolean => rateOf(frames) < LEAST_LIVE_RATE;

export const isSlow = (frames: Frames): boolean =>
  secondsSince(frames, frames.startedAt) > RATE_SECONDS && rateOf(frames) < SLOW_RATE;

export const isHandMissing = (frames: Frames): boolean =>
  secondsSince(frames, frames.handSeenAt) > PATIENCE_SECONDS;

/** None for the right letter at once; another one when the last has stood for a while. */
function nextAdvice(advice: Advice, { seconds, hands, feedback }: Seen): Advice {
  const items = hands.length > 0 ? feedback : [];
  const isDue = items.length === 0 || seconds - advice.since >= ADVICE_SECONDS;
  return isDue ? { items, since: seconds } : advice;
}

const secondsSince = ({ seen }: Frames, time: number): number => (seen ? seen.seconds - time : 0);
