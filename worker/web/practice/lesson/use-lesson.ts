import { useCallback, useState } from "preact/hooks";
import { addTry, keepHistory, loadHistory, type Try } from "./history.ts";
import { beginLesson, type Lesson, type NewLetter, readLetter, type Target } from "./lesson.ts";

interface Progress {
  readonly lesson: Lesson;
  readonly tries: readonly Try[];
}

export interface UsedLesson extends Progress {
  begin(target: Target): void;
  /** A letter has settled. */
  read(letter: NewLetter): void;
  forgetTries(): void;
}

/** The lesson and the history of all lessons in this browser. */
export function useLesson(first: Target): UsedLesson {
  const [progress, setProgress] = useState<Progress>(() => ({
    lesson: beginLesson(first),
    tries: loadHistory(localStorage),
  }));
  const begin = useCallback(
    (target: Target): void => setProgress(({ tries }) => ({ lesson: beginLesson(target), tries })),
    [],
  );
  const read = useCallback((letter: NewLetter): void => {
    const at = Date.now();
    setProgress(({ lesson, tries }) => {
      const next = readLetter(lesson, letter);
      const wanted = next === lesson ? undefined : next.last?.wanted;
      if (wanted === undefined) return { lesson: next, tries };
      const kept = addTry(tries, { at, wanted, read: letter.label, confidence: letter.confidence });
      keepHistory(localStorage, kept);
      return { lesson: next, tries: kept };
    });
  }, []);
  const forgetTries = useCallback((): void => {
    keepHistory(localStorage, []);
    setProgress(({ lesson }) => ({ lesson, tries: [] }));
  }, []);
  return { ...progress, begin, read, forgetTries };
}
