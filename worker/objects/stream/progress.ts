/** How far a stream has been read. Frames move it forward; nothing else is remembered of them. */
import type { Fault } from "../../../shared/contract/errors.ts";
import { err, ok, type Result } from "../../../shared/contract/result.ts";
import { MAX_TEXT_LETTERS, type ServerMessage } from "../../../shared/contract/stream.ts";
import type { Alphabet } from "../../../shared/signs/alphabet.ts";
import {
  type LetterReaderState,
  readFrame,
  type SettledLetter,
  startReading,
} from "../../../shared/signs/letter-reader.ts";

/** What outlives a connection; can be cloned and stored. */
export interface Progress {
  /** What the reader's state belongs to. */
  readonly modelVersion: string;
  readonly text: string;
  readonly reader: LetterReaderState;
  /** Of the last frame, on a clock that runs on from one connection to the next. */
  readonly seconds: number;
  /** When the last frame was read, in milliseconds since 1970. */
  readonly at: number;
}

/** Progress within one connection. */
export interface Reading {
  readonly progress: Progress;
  /** What has to be added to the client's seconds; undefined before its first frame. */
  readonly offset: number | undefined;
  /** What the hand looked like last, where guesses are told. */
  readonly guess: string | undefined;
}

export interface TimedHand {
  /** Seconds by the client's clock. */
  readonly t: number;
  /** 63 values, the same unit along x and y; undefined when no hand is seen. */
  readonly landmarks: Float32Array | undefined;
}

/** Clocks are counted in fractions that do not add up to the last bit. */
const TOLERANCE_SECONDS = 1e-3;
/** After so long without a frame nobody knows what the hand did meanwhile. */
const FORGET_SECONDS = 2;

export const startOf = (modelVersion: string, now: number): Progress => ({
  modelVersion,
  text: "",
  reader: startReading,
  seconds: 0,
  at: now,
});

/** Progress at the start of a connection: the text stays, and what was begun with another model is forgotten. */
export const resumeWith = (progress: Progress, modelVersion: string): Progress =>
  progress.modelVersion === modelVersion ? progress : { ...progress, modelVersion, reader: startReading };

/**
 * Takes one frame in; answers what there is to tell. A client's clock starts where it likes, but may not run backwards:
 * fault stream_time_reversed.
 */
export function readOn(
  { progress, offset, guess }: Reading,
  { t, landmarks }: TimedHand,
  now: number,
  alphabet: Alphabet,
): Result<{ readonly reading: Reading; readonly messages: readonly ServerMessage[] }, Fault> {
  const shift = offset ?? progress.seconds + Math.max(0, now - progress.at) / 1000 - t;
  const silentSeconds = t + shift - progress.seconds;
  if (silentSeconds < -TOLERANCE_SECONDS) return err({ code: "stream_time_reversed" });
  const seconds = progress.seconds + Math.max(0, silentSeconds);
  const reader = silentSeconds > FORGET_SECONDS ? startReading : progress.reader;
  const { state, leading, settled } = readFrame(reader, { seconds, landmarks }, alphabet);
  const at = Math.round(t * 1000) / 1000;
  const messages: ServerMessage[] = [];
  if (leading?.label !== guess) {
    const { label = null, confidence = null } = leading ?? {};
    messages.push({ type: "guess", t: at, label, confidence });
  }
  const text = settled ? textWith(progress.text, settled) : progress.text;
  if (settled) {
    const { label, confidence, replaces } = settled;
    messages.push({ type: "letter", t: at, label, confidence, text, ...(replaces && { replaces }) });
  }
  return ok({
    reading: {
      progress: { ...progress, text, reader: state, seconds, at: now },
      offset: shift,
      guess: leading?.label,
    },
    messages,
  });
}

/** Unless the client has emptied the text since, its end is the letter that is replaced. */
function textWith(text: string, { label, replaces }: SettledLetter): string {
  const kept = replaces && text.endsWith(replaces) ? text.slice(0, -replaces.length) : text;
  return (kept + label).slice(-MAX_TEXT_LETTERS);
}
