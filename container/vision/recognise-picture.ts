import { detectHands } from "../../shared/hands/detect-hands.ts";
import { toHandJson } from "../../shared/hands/hand-json.ts";
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

/** The hands of a picture and what the surest of them signs. */
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
    return found.length > 0 ? found : detectHands(image, runModel, SECOND_LOOK);
  });
  signal.throwIfAborted();
  const surest = hands.toSorted((a, b) => b.score - a.score)[0];
  const predictions = await measure(timings, "classify", () =>
    alphabet && surest ? classifyHand(surest.landmarks, alphabet).slice(0, topK) : [],
  );
  return {
    predictions,
    ...(alphabet &&
      expected !== undefined && {
        feedback: feedbackFor({ expected, predictions, landmarks: surest?.landmarks }, alphabet),
      }),
    hands: hands.map((hand) => toHandJson(hand, image)),
    image: { width: image.width, height: image.height },
    timings_ms: timings,
  };
}
