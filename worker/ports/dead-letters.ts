import type { DeadLetterReason } from "../../shared/contract/dead-letters.ts";

/** Of the body of a letter, so much is kept. */
export const LETTER_BODY_CHARACTERS = 4096;

/** A message that a queue gave up on, or that nobody could read. */
export interface DeadLetter {
  /** Name of the queue that gave up on it. */
  readonly queue: string;
  /** Unique per message; the same letter delivered twice is recorded once. */
  readonly messageId: string;
  readonly reason: DeadLetterReason;
  /** The message as JSON, at most LETTER_BODY_CHARACTERS; empty once the letter is discarded. */
  readonly body: string;
  /** Null when the message could not be read. */
  readonly sessionId: string | null;
  readonly requestId: string | null;
  /** Milliseconds since 1970. */
  readonly recordedAt: number;
  /** When somebody had it delivered again; null if nobody has. */
  readonly replayedAt: number | null;
  /** When somebody put it aside for good; null if nobody has. */
  readonly discardedAt: number | null;
}

export type NewDeadLetter = Omit<DeadLetter, "replayedAt" | "discardedAt">;

/** A place between two letters of a list: after the one that was recorded then under this id. */
export interface DeadLetterPosition {
  readonly recordedAt: number;
  readonly messageId: string;
}

/** Every method rejects if the database fails. */
export interface DeadLetterStore {
  record(letter: NewDeadLetter): Promise<void>;
  find(messageId: string): Promise<DeadLetter | undefined>;
  /** At most `limit` letters, newest first, those of one moment by descending id; from the start, or after a position. */
  list(limit: number, after?: DeadLetterPosition): Promise<DeadLetter[]>;
  /** Notes the time of the first replay; later ones change nothing. */
  markReplayed(messageId: string, at: number): Promise<void>;
  /** Erases the body and notes the time of the first call; later ones change nothing. */
  discard(messageId: string, at: number): Promise<void>;
  /** `waiting`: neither replayed nor discarded. */
  count(): Promise<{ readonly all: number; readonly waiting: number }>;
}
