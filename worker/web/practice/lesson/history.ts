/** The learner's tries, kept in this browser only. */

/** A letter that was asked for and the one that was read. */
export interface Try {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly wanted: string;
  readonly read: string;
  /** 0..1. */
  readonly confidence: number;
}

const KEY = "senal.practice";
const MAX_TRIES = 500;

/** Oldest first. What is not a history, or cannot be read, is as good as none. */
export function loadHistory(storage: Storage): readonly Try[] {
  try {
    const tries: unknown = JSON.parse(storage.getItem(KEY) ?? "[]");
    return Array.isArray(tries) ? tries.filter(isTry) : [];
  } catch {
    return [];
  }
}

/** A browser that keeps nothing for pages, as in private windows, forgets the history with the page. */
export function keepHistory(storage: Storage, tries: readonly Try[]): void {
  try {
    storage.setItem(KEY, JSON.stringify(tries));
  } catch {}
}

export const addTry = (tries: readonly Try[], next: Try): readonly Try[] =>
  [...tries, next].slice(-MAX_TRIES);

/** Right letters in a row up to now. */
export function streakOf(tries: readonly Try[]): number {
  const lastWrong = tries.findLastIndex((one) => !isRightTry(one));
  return tries.length - 1 - lastWrong;
}

export interface Count {
  readonly right: number;
  readonly all: number;
}

export function countOf(tries: readonly Try[], letter: string): Count {
  const all = tries.filter(({ wanted }) => wanted === letter);
  return { right: all.filter(isRightTry).length, all: all.length };
}

export const isRightTry = ({ wanted, read }: Try): boolean => wanted === read;

function isTry(value: unknown): value is Try {
  const { at, wanted, read, confidence } = (value ?? {}) as Partial<Record<keyof Try, unknown>>;
  return (
    typeof at === "number" &&
    typeof wanted === "string" &&
    typeof read === "string" &&
    typeof confidence === "number"
  );
}
