import type { HandReading } from "../../shared/contract/invocation.ts";
import { detectHands } from "../../shared/hands/detect-hands.ts";
import type { Hand } from "../../shared/hands/hand.ts";
import { toHandJson } from "../../shared/hands/hand-json.ts";
import type { Alphabet } from "../../shared/signs/alphabet.ts";
import { classifyHand } from "../../shared/signs/classify-hand.ts";
import { feedbackFor } from "../../shared/signs/feedback.ts";
import { decodePicture } from "../decode/decode-media.ts";
import { measure, type Timings } from "./timings.ts";
import type { Recognition, RecognitionRequest, Vision } from "./vision.ts";

/**
 * A still picture has no next frame to find the hand in. Hands that fill it or turn away have palms less sure than usual;
 * the landmark network still refuses what is no hand.
 */
const SECOND_LOOK = { palmThreshold: 0.2 };

/** The hands of a picture, surest first, and what each of them signs. */
export async function recognisePicture(
  { runModel, decoders, limits }: Vision,
  path: string,
  { alphabet, expected, topK, signal }: RecognitionRequest,
): Promise<Recognition> {
  const timings: Timings = { decode: 0, detect: 0, classify: 0 };
  const image = await measure(timings, "decode", () =>
    decodePicture(path, { limits, signal, pool: decoders }),
  );
  const hands = await measure(timings, "detect", async () => {
    const found = await detectHands(image, runModel);
    const seen = found.length > 0 ? found : await detectHands(image, runModel, SECOND_LOOK);
    return seen.toSorted((a, b) => b.score - a.score);
  });
  signal.throwIfAborted();
  const read = ({ handedness, landmarks }: Hand, alphabet: Alphabet): HandReading => ({
    handedness,
    predictions: classifyHand(landmarks, alphabet).slice(0, topK),
  });
  const readings = await measure(timings, "classify", () =>
    alphabet ? hands.map((hand) => read(hand, alphabet)) : [],
  );
  const predictions = readings[0]?.predictions ?? [];
  return {
    predictions,
    readings,
    ...(alphabet &&
      expected !== undefined && {
        feedback: feedbackFor({ expected, predictions, landmarks: hands[0]?.landmarks }, alphabet),
      }),
    hands: hands.map((hand) => toHandJson(hand, image)),
    image: { width: image.width, height: image.height },
    timings_ms: timings,
  };
}
