/** A message that a queue gave up on. */
export interface DeadLetter {
  /** Name of the queue that gave up on it. */
  readonly queue: string;
  /** Unique per message; the same letter delivered twice is recorded once. */
  readonly messageId: string;
  /** The message as JSON, at most 4096 characters. */
  readonly body: string;
  /** Null when the message could not be read. */
  readonly sessionId: string | null;
  readonly requestId: string | null;
  /** Milliseconds since 1970. */
  readonly recordedAt: number;
  /** When somebody had it delivered again; null if nobody has. */
  readonly replayedAt: number | null;
}

/** A place between two letters of a list: after the one that was recorded then under this id. */
export interface DeadLetterPosition {
  readonly recordedAt: number;
  readonly messageId: string;
}

/** Every method rejects if the database fails. */
export interface DeadLetterStore {
  record(letter: Omit<DeadLetter, "replayedAt">): Promise<void>;
  find(messageId: string): Promise<DeadLetter | undefined>;
  /** At most `limit` letters, newest first, those of one moment by descending id; from the start, or after a position. */
  list(limit: number, after?: DeadLetterPosition): Promise<DeadLetter[]>;
  /** Notes the time of the first replay; later ones change nothing. */
  markReplayed(messageId: string, at: number): Promise<void>;
  count(): Promise<{ readonly all: number; readonly waiting: number }>;
}
