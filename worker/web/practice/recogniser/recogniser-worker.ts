/** Finds hands and reads letters, away from the page's thread. Nothing that it is shown leaves the device. */
import { createHandTracker, type HandTracker } from "../../../../shared/hands/hand-tracker.ts";
import type { Image } from "../../../../shared/hands/image.ts";
import type { Alphabet } from "../../../../shared/signs/alphabet.ts";
import { alphabetFor } from "../../../../shared/signs/alphabets.ts";
import { feedbackFor } from "../../../../shared/signs/feedback.ts";
import { type FollowedHand, followHand } from "../../../../shared/signs/followed-hand.ts";
import { readFrame, startReading } from "../../../../shared/signs/letter-reader.ts";
import { FetchFilesError } from "./fetch-files.ts";
import { loadNetworks, type Networks } from "./load-networks.ts";
import type { FromRecogniser, ToRecogniser } from "./messages.ts";

interface Loaded {
  readonly networks: Networks;
  readonly alphabet: Alphabet;
}

let loaded: Loaded | undefined;
let tracker: HandTracker | undefined;
let followed: FollowedHand | undefined;
let reading = startReading;
const canvas = new OffscreenCanvas(1, 1);

const tell = (message: FromRecogniser, transfer: Transferable[] = []): void =>
  postMessage(message, { transfer });

/** One message after the other: what comes while a frame is looked at waits. */
let work = Promise.resolve();
addEventListener("message", ({ data }: MessageEvent<ToRecogniser>) => {
  work = work.then(() => obey(data)).catch((cause) => tellFailure(cause));
});

async function obey(message: ToRecogniser): Promise<void> {
  switch (message.kind) {
    case "load":
      return load(message);
    case "startOver":
      return startOver();
    case "frame":
      return look(message);
  }
}

function tellFailure(cause: unknown): void {
  const reason = cause instanceof FetchFilesError ? "files" : "start";
  tell({ kind: "failed", reason, detail: String(cause) });
}

async function load({ quality, languageCode }: Extract<ToRecogniser, { kind: "load" }>): Promise<void> {
  const alphabet = alphabetFor(languageCode);
  if (!alphabet) throw new Error(`No alphabet of ${languageCode}`);
  const networks = await loadNetworks(quality, (loadedBytes, totalBytes) =>
    tell({ kind: "loading", loadedBytes, totalBytes }),
  );
  loaded = { networks, alphabet };
  startOver();
  tell({ kind: "ready", runtime: networks.runtime });
}

function startOver(): void {
  tracker = loaded && createHandTracker(loaded.networks.runModel);
  followed = undefined;
  reading = startReading;
}

async function look({ picture, seconds, wanted }: Extract<ToRecogniser, { kind: "frame" }>): Promise<void> {
  const begun = performance.now();
  const image = pixelsOf(picture);
  if (!tracker || !loaded) return;
  const hands = await tracker.track(image);
  const { alphabet } = loaded;
  const signing = followHand(followed, hands, seconds);
  followed = signing ?? followed;
  const landmarks = signing?.hand.landmarks;
  const { state, leading, settled } = readFrame(reading, { seconds, landmarks }, alphabet);
  reading = state;
  const predictions = leading ? [leading] : [];
  const feedback =
    wanted === undefined ? [] : feedbackFor({ expected: wanted, predictions, landmarks }, alphabet);
  const milliseconds = performance.now() - begun;
  const read = { landmarks, leading, settled, feedback };
  tell({ kind: "seen", seconds, picture, hands, ...read, milliseconds }, [picture]);
}

function pixelsOf(picture: ImageBitmap): Image {
  const { width, height } = picture;
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("This browser cannot read pixels.");
  context.drawImage(picture, 0, 0);
  return { width, height, channels: 4, data: context.getImageData(0, 0, width, height).data };
}
