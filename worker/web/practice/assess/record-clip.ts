/** Longest recording. */
export const RECORD_SECONDS = 5;

/** What the vision container reads, the smallest first. */
const TYPES = ["video/webm;codecs=vp9", "video/webm;codecs=vp8", "video/webm", "video/mp4"];
const BITS_PER_SECOND = 1_500_000;

export interface Recording {
  /** Settles when the recording is over. */
  readonly clip: Promise<Blob>;
  stop(): void;
}

export const canRecord = (): boolean =>
  "MediaRecorder" in window && TYPES.some((type) => MediaRecorder.isTypeSupported(type));

/** Records what the camera shows, without sound, until it is stopped or RECORD_SECONDS are over. */
export function recordClip(stream: MediaStream): Recording {
  const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type)) ?? "";
  const recorder = new MediaRecorder(stream, { mimeType, videoBitsPerSecond: BITS_PER_SECOND });
  const stop = (): void => {
    if (recorder.state !== "inactive") recorder.stop();
  };
  const clip = new Promise<Blob>((resolve, reject) => {
    const parts: Blob[] = [];
    recorder.addEventListener("dataavailable", ({ data }) => parts.push(data));
    recorder.addEventListener("stop", () => resolve(new Blob(parts, { type: recorder.mimeType })));
    recorder.addEventListener("error", () => reject(new Error("The recording broke off.")));
  });
  recorder.start();
  setTimeout(stop, RECORD_SECONDS * 1000);
  return { clip, stop };
}
