import { useEffect, useRef, useState } from "preact/hooks";
import type { Analysis, AnalysisRequest } from "./analysis.ts";

export interface AnalysisAnswer {
  readonly request: AnalysisRequest;
  readonly analysis: Analysis;
}

/** The answer to the latest request that has one; while a request is under way only the newest other one waits. */
export function useAnalysis(request: AnalysisRequest): {
  readonly answer: AnalysisAnswer | undefined;
  readonly hasFailed: boolean;
} {
  const [answer, setAnswer] = useState<AnalysisAnswer>();
  const [hasFailed, setFailed] = useState(false);
  const analyst = useRef<Analyst | undefined>(undefined);
  useEffect(() => {
    analyst.current = new Analyst(setAnswer, () => setFailed(true));
    return () => analyst.current?.stop();
  }, []);
  const key = JSON.stringify(request);
  // The key says all that is in the request.
  useEffect(() => analyst.current?.ask(request), [key]);
  return { answer, hasFailed };
}

class Analyst {
  readonly #worker = new Worker(new URL("./analysis-worker.ts", import.meta.url), { type: "module" });
  #asked: AnalysisRequest | undefined;
  #waiting: AnalysisRequest | undefined;

  constructor(onAnswer: (answer: AnalysisAnswer) => void, onFailure: () => void) {
    this.#worker.onmessage = ({ data }: MessageEvent<Analysis>) => {
      if (this.#asked) onAnswer({ request: this.#asked, analysis: data });
      this.#asked = undefined;
      if (this.#waiting) this.#send(this.#waiting);
    };
    this.#worker.onerror = onFailure;
  }

  ask(request: AnalysisRequest): void {
    if (this.#asked) this.#waiting = request;
    else this.#send(request);
  }

  stop(): void {
    this.#worker.terminate();
  }

  #send(request: AnalysisRequest): void {
    this.#asked = request;
    this.#waiting = undefined;
    this.#worker.postMessage(request);
  }
}
