import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { LoadProblem, Quality, Runtime, Seen } from "./recogniser/messages.ts";
import { Recogniser } from "./recogniser/recogniser.ts";

export type RecogniserState =
  | { readonly kind: "off" }
  /** `share` of the files, 0..1. */
  | { readonly kind: "loading"; readonly share: number }
  | { readonly kind: "ready"; readonly runtime: Runtime; readonly quality: Quality }
  | { readonly kind: "failed"; readonly reason: LoadProblem };

export interface UsedRecogniser {
  readonly state: RecogniserState;
  /** Loads it, once; again only with another quality or language, or after a failure. */
  start(quality: Quality): void;
  startOver(): void;
  /** `wanted` is the letter that is asked for. */
  look(video: HTMLVideoElement, seconds: number, wanted: string | undefined): void;
}

/** The recogniser on this device, for as long as the page shows it. */
export function useRecogniser(languageCode: string, onSeen: (seen: Seen) => void): UsedRecogniser {
  const recogniser = useRef<Recogniser>(undefined);
  const loaded = useRef<string>(undefined);
  const listener = useRef(onSeen);
  listener.current = onSeen;
  const [state, setState] = useState<RecogniserState>({ kind: "off" });

  useEffect(() => () => recogniser.current?.close(), []);

  const start = useCallback(
    (quality: Quality): void => {
      const key = `${quality} ${languageCode}`;
      if (loaded.current === key) return;
      loaded.current = key;
      recogniser.current?.close();
      setState({ kind: "loading", share: 0 });
      recogniser.current = new Recogniser((message) => {
        switch (message.kind) {
          case "loading":
            return setState({ kind: "loading", share: message.loadedBytes / message.totalBytes });
          case "ready":
            return setState({ kind: "ready", runtime: message.runtime, quality });
          case "failed":
            loaded.current = undefined;
            return setState({ kind: "failed", reason: message.reason });
          case "seen":
            return listener.current(message);
        }
      });
      recogniser.current.load(quality, languageCode);
    },
    [languageCode],
  );
  return {
    state,
    start,
    startOver: useCallback(() => recogniser.current?.startOver(), []),
    look: useCallback((video, seconds, wanted) => void recogniser.current?.look(video, seconds, wanted), []),
  };
}
