import { setImmediate as nextTurn } from "node:timers/promises";
import type { HandJson } from "../../shared/contract/hand.ts";
import type { Hand } from "../../shared/hands/hand.ts";
import { toHandJson } from "../../shared/hands/hand-json.ts";
import { createHandTracker } from "../../shared/hands/hand-tracker.ts";
import { feedbackFor } from "../../shared/signs/feedback.ts";
import type { SeenHand } from "../../shared/signs/hand-tracks.ts";
import { recogniseVideo } from "../../shared/signs/recognise-video.ts";
import { decodeVideo } from "../decode/decode-media.ts";
import { measure, type Timings } from "./timings.ts";
import type { Recognition, RecognitionRequest, Vision } from "./vision.ts";

interface SeenFrame {
  readonly seconds: number;
  readonly hands: readonly Hand[];
  readonly size: { readonly width: number; readonly height: number };
}

/** Frames, a third of a second: of a letter that is drawn beside another hand, more would be lost. */
const SEARCH_INTERVAL = 5;

/** Follows the hands through a video and reads the sign they settle on. Pixels are dropped frame by frame. */
export async function recogniseVideoFile(
  { runModel, decoders, limits }: Vision,
  path: string,
  { alphabet, expected, topK, signal }: RecognitionRequest,
): Promise<Recognition> {
  const timings: Timings = { decode: 0, track: 0, classify: 0 };
  const tracker = createHandTracker(runModel, { searchInterval: SEARCH_INTERVAL });
  const frames: SeenFrame[] = [];
  const onDecoded = (decodeMs: number): void => {
    timings.decode = decodeMs;
  };
  for await (const { seconds, image } of decodeVideo(path, { limits, signal, pool: decoders, onDecoded })) {
    const hands = await measure(timings, "track", () => tracker.track(image));
    frames.push({ seconds, hands, size: { width: image.width, height: image.height } });
    // Cutting out hands is JavaScript's work; other requests get their turn between two frames.
    await nextTurn();
    signal.throwIfAborted();
  }

  const readings = await measure(timings, "classify", () =>
    alphabet ? recogniseVideo(frames, alphabet, { topK }) : [],
  );
  const [signing] = readings;
  const shown = frames[signing?.decisiveFrame ?? clearestFrame(frames)];
  const predictions = signing?.predictions ?? [];
  return {
    predictions,
    ...(alphabet && {
      segments: signing?.segments ?? [],
      readings: readings.map(({ handedness, predictions, segments }) => ({
        handedness,
        predictions,
        segments,
      })),
    }),
    ...(alphabet &&
      expected !== undefined && {
        feedback: feedbackFor(
          { expected, predictions, landmarks: signing?.decisiveHand.landmarks },
          alphabet,
        ),
      }),
    hands: shown ? handsOf(shown, signing?.decisiveHand) : [],
    ...(shown && { image: { ...shown.size } }),
    timings_ms: timings,
  };
}

/** The hands of a frame, the deciding one first. */
const handsOf = ({ hands, size }: SeenFrame, deciding: SeenHand | undefined): HandJson[] =>
  hands
    .toSorted((a, b) => Number(b === deciding) - Number(a === deciding))
    .map((hand) => toHandJson(hand, size));

/** Number of the frame that shows most hands most surely. */
function clearestFrame(frames: readonly SeenFrame[]): number {
  const clarity = frames.map(({ hands }) => hands.reduce((sum, { score }) => sum + score, 0));
  return clarity.indexOf(Math.max(...clarity));
}
