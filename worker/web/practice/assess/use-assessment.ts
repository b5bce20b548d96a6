import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { AssessResponse } from "../../../../shared/contract/assessment.ts";
import { say } from "../sentences.ts";
import { readFile, type Source } from "../source/source.ts";
import { RECORD_SECONDS, type Recording, recordClip } from "./record-clip.ts";
import { submitClip, watchSession } from "./submit-clip.ts";

export type Assessment =
  | { readonly kind: "idle" }
  | { readonly kind: "recording"; readonly secondsLeft: number }
  | { readonly kind: "uploading" }
  | { readonly kind: "session"; readonly session: AssessResponse }
  /** `needsKey`: the service asks for an API key. */
  | { readonly kind: "refused"; readonly message: string; readonly needsKey: boolean };

export interface AskedAssessment {
  readonly languageCode: string;
  readonly expectedGesture: string | undefined;
}

export interface UsedAssessment {
  readonly assessment: Assessment;
  /** Records the camera, or takes the chosen file, and sends it. */
  begin(source: Source, asked: AskedAssessment): Promise<void>;
  /** Ends the recording and sends it. */
  finishRecording(): void;
  cancel(): void;
}

export function useAssessment(): UsedAssessment {
  const [assessment, setAssessment] = useState<Assessment>({ kind: "idle" });
  const running = useRef<AbortController>(undefined);
  const recording = useRef<Recording>(undefined);

  const cancel = useCallback((): void => {
    running.current?.abort();
    recording.current?.stop();
    setAssessment({ kind: "idle" });
  }, []);
  useEffect(() => cancel, [cancel]);

  async function clipOf(source: Source, signal: AbortSignal): Promise<Blob> {
    if (source.kind === "file") return readFile(source);
    recording.current = recordClip(source.stream);
    const stopCounting = countDown((secondsLeft) => {
      if (!signal.aborted) setAssessment({ kind: "recording", secondsLeft });
    });
    return recording.current.clip.finally(stopCounting);
  }

  async function begin(source: Source, asked: AskedAssessment): Promise<void> {
    cancel();
    const run = new AbortController();
    const { signal } = run;
    running.current = run;
    const show = (next: Assessment): void => {
      if (!signal.aborted) setAssessment(next);
    };
    const refuse = (message: string, status = 0): void =>
      show({ kind: "refused", message, needsKey: status === 401 });

    const clip = await clipOf(source, signal).catch(() => undefined);
    if (signal.aborted) return;
    if (!clip) return refuse(say("cannotRecord"));
    show({ kind: "uploading" });
    const submitted = await submitClip({ clip, ...asked }, signal);
    if (!submitted.ok) return refuse(submitted.error.message, submitted.error.status);
    show({ kind: "session", session: submitted.value });
    const watched = await watchSession(
      submitted.value.sessionId,
      (session) => show({ kind: "session", session }),
      signal,
    );
    if (!watched.ok) refuse(watched.error?.message ?? say("lostTrack"), watched.error?.status);
  }

  return { assessment, begin, finishRecording: () => recording.current?.stop(), cancel };
}

/** Tells the seconds that a recording has left, each as it begins, until it is stopped. */
function countDown(onSecond: (secondsLeft: number) => void): () => void {
  let secondsLeft = RECORD_SECONDS;
  onSecond(secondsLeft);
  const timer = setInterval(() => {
    secondsLeft = Math.max(0, secondsLeft - 1);
    onSecond(secondsLeft);
  }, 1000);
  return () => clearInterval(timer);
}
