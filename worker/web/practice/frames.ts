/** What the last frames say about how recognition goes on this device. */
import type { Seen } from "./recogniser/messages.ts";

export interface Frames {
  /** The last one. */
  readonly seen: Seen | undefined;
  /** When the last frames were taken, oldest first. */
  readonly times: readonly number[];
  readonly startedAt: number;
  readonly handSeenAt: number;
}

/** Frames of this time count. */
const RATE_SECONDS = 3;
/** A letter needs some frames while it is held. */
const SLOW_RATE = 6;
const PATIENCE_SECONDS = 2.5;

export const NO_FRAMES: Frames = { seen: undefined, times: [], startedAt: 0, handSeenAt: 0 };

export function addFrame({ seen: before, times, startedAt, handSeenAt }: Frames, seen: Seen): Frames {
  const { seconds, hands } = seen;
  const isFirst = before === undefined;
  return {
    seen,
    times: [...times.filter((time) => time > seconds - RATE_SECONDS), seconds],
    startedAt: isFirst ? seconds : startedAt,
    handSeenAt: isFirst || hands.length > 0 ? seconds : handSeenAt,
  };
}

/** Frames a second; 0 until it can be told. */
export function rateOf({ times }: Frames): number {
  const span = (times.at(-1) ?? 0) - (times[0] ?? 0);
  return span > 0 ? (times.length - 1) / span : 0;
}

export const isSlow = (frames: Frames): boolean =>
  secondsSince(frames, frames.startedAt) > RATE_SECONDS && rateOf(frames) < SLOW_RATE;

export const isHandMissing = (frames: Frames): boolean =>
  secondsSince(frames, frames.handSeenAt) > PATIENCE_SECONDS;

const secondsSince = ({ seen }: Frames, time: number): number => (seen ? seen.seconds - time : 0);
