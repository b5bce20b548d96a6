import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Prediction } from "../../../../shared/contract/invocation.ts";
import type { NewLetter } from "../lesson/lesson.ts";
import { EdgeReader } from "./edge-reader.ts";

export type EdgeState = "off" | "connecting" | "open" | "lost";

export interface UsedEdgeReader {
  readonly state: EdgeState;
  /** What the hand looks like to the edge. */
  readonly guess: Prediction | undefined;
  switchTo(isOn: boolean): void;
  send(seconds: number, landmarks: Float32Array | undefined): void;
}

/** Letters read at the edge, while that is switched on. */
export function useEdgeReader(languageCode: string, onLetter: (letter: NewLetter) => void): UsedEdgeReader {
  const reader = useRef<EdgeReader>(undefined);
  const [state, setState] = useState<EdgeState>("off");
  const [guess, setGuess] = useState<Prediction>();

  const close = useCallback((): void => {
    const open = reader.current;
    reader.current = undefined;
    open?.close();
    setGuess(undefined);
  }, []);
  useEffect(() => close, [close]);

  const switchTo = (isOn: boolean): void => {
    close();
    setState(isOn ? "connecting" : "off");
    if (!isOn) return;
    const opened = new EdgeReader(languageCode, {
      onOpen: () => setState("open"),
      onLetter,
      onGuess: setGuess,
      onLost: () => {
        if (reader.current !== opened) return;
        close();
        setState("lost");
      },
    });
    reader.current = opened;
  };
  return {
    state,
    guess,
    switchTo,
    send: useCallback((seconds, landmarks) => reader.current?.send(seconds, landmarks), []),
  };
}
