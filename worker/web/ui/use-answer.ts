import { useCallback, useEffect, useState } from "preact/hooks";
import type { Result } from "../../../shared/contract/result.ts";
import { call, type Failure } from "../api/call.ts";

const NONE: readonly number[] = [];

/** What a GET of the service answers, undefined until it does, and a way to ask again. */
export function useAnswer<T>(
  path: string,
  alsoOk: readonly number[] = NONE,
): readonly [Result<T, Failure> | undefined, () => void] {
  const [answer, setAnswer] = useState<Result<T, Failure>>();
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    const leaving = new AbortController();
    call<T>(path, { signal: leaving.signal, alsoOk }).then((result) => {
      if (!leaving.signal.aborted) setAnswer(result);
    });
    return () => leaving.abort();
  }, [path, asked, alsoOk]);
  return [answer, useCallback(() => setAsked((count) => count + 1), [])];
}
