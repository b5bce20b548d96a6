import { setImmediate as nextTurn } from "node:timers/promises";
import type { Prediction } from "../../shared/contract/invocation.ts";
import type { Hand } from "../../shared/hands/hand.ts";
import { toHandJson } from "../../shared/hands/hand-json.ts";
import { createHandTracker } from "../../shared/hands/hand-tracker.ts";
import type { Alphabet } from "../../shared/signs/alphabet.ts";
import { classifyHand } from "../../shared/signs/classify-hand.ts";
import { feedbackFor } from "../../shared/signs/feedback.ts";
import { recogniseVideo } from "../../shared/signs/recognise-video.ts";
import { decodeVideo } from "../decode/decode-media.ts";
import { measure, type Timings } from "./timings.ts";
import type { Recognition, RecognitionRequest, Vision } from "./vision.ts";

interface SeenFrame {
  readonly seconds: number;
  readonly hands: readonly Hand[];
  readonly size: { readonly width: number; readonly height: number };
}

/** Follows the hands through a video and reads the sign they settle on. Pixels are dropped frame by frame. */
export async function recogniseVideoFile(
  { runModel, decoders, limits }: Vision,
  path: string,
  { alphabet, expected, topK, signal }: RecognitionRequest,
): Promise<Recognition> {
  const timings: Timings = { decode: 0, track: 0, classify: 0 };
  const tracker = createHandTracker(runModel);
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

  const { predictions, segments, decisiveFrame } = await measure(timings, "classify", () =>
    alphabet ? recogniseVideo(frames, alphabet, { topK }) : NOTHING_READ,
  );
  const shown = frames[decisiveFrame ?? clearestFrame(frames)];
  return {
    predictions,
    ...(alphabet && { segments }),
    ...(alphabet &&
      expected !== undefined && {
        feedback: feedbackFor(
          { expected, predictions, landmarks: decidingHand(shown, predictions, alphabet)?.landmarks },
          alphabet,
        ),
      }),
    hands: shown?.hands.map((hand) => toHandJson(hand, shown.size)) ?? [],
    ...(shown && { image: { ...shown.size } }),
    timings_ms: timings,
  };
}

/** Of several hands in the deciding frame, the one that looks most like what was read. */
function decidingHand(
  frame: SeenFrame | undefined,
  [top]: readonly Prediction[],
  alphabet: Alphabet,
): Hand | undefined {
  const likeness = ({ landmarks }: Hand): number =>
    classifyHand(landmarks, alphabet).find(({ label }) => label === top?.label)?.confidence ?? 0;
  return frame?.hands.toSorted((a, b) => likeness(b) - likeness(a))[0];
}

const NOTHING_READ: ReturnType<typeof recogniseVideo> = { predictions: [], segments: [] };

/** Number of the frame that shows most hands most surely. */
function clearestFrame(frames: readonly SeenFrame[]): number {
  const clarity = frames.map(({ hands }) => hands.reduce((sum, { score }) => sum + score, 0));
  return clarity.indexOf(Math.max(...clarity));
}
