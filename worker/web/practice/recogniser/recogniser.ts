/** The page's side of the recogniser. */
import type { FromRecogniser, Quality, ToRecogniser } from "./messages.ts";

/** As in the vision container: more pixels do not make hands clearer to the networks. */
const LONG_SIDE = 640;

export class Recogniser {
  readonly #worker = new Worker(new URL("./recogniser-worker.ts", import.meta.url), { type: "module" });
  #isBusy = false;

  constructor(onMessage: (message: FromRecogniser) => void) {
    this.#worker.addEventListener("message", ({ data }: MessageEvent<FromRecogniser>) => {
      if (data.kind === "seen") this.#isBusy = false;
      onMessage(data);
    });
    // A script that does not come is told by a plain event, one that breaks by an error.
    this.#worker.addEventListener("error", (event: Event) =>
      onMessage(
        event instanceof ErrorEvent
          ? { kind: "failed", reason: "start", detail: event.message }
          : { kind: "failed", reason: "files", detail: "The worker's script did not come." },
      ),
    );
  }

  load(quality: Quality, languageCode: string): void {
    this.#say({ kind: "load", quality, languageCode });
  }

  startOver(): void {
    this.#say({ kind: "startOver" });
  }

  /** Looks at what the video shows now for the letter `wanted`, unless the frame before still keeps it busy: no queue grows on a slow device. */
  async look(video: HTMLVideoElement, seconds: number, wanted: string | undefined): Promise<void> {
    const { videoWidth, videoHeight } = video;
    if (this.#isBusy || videoWidth === 0) return;
    this.#isBusy = true;
    const scale = Math.min(1, LONG_SIDE / Math.max(videoWidth, videoHeight));
    try {
      const picture = await createImageBitmap(video, {
        resizeWidth: Math.round(videoWidth * scale),
        resizeHeight: Math.round(videoHeight * scale),
      });
      this.#say({ kind: "frame", picture, seconds, wanted }, [picture]);
    } catch {
      // A video that was taken away meanwhile shows nothing.
      this.#isBusy = false;
    }
  }

  close(): void {
    this.#worker.terminate();
  }

  #say(message: ToRecogniser, transfer: Transferable[] = []): void {
    this.#worker.postMessage(message, transfer);
  }
}
