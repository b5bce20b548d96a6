import { detectHands } from "../../shared/hands/detect-hands.ts";
import { toHandJson } from "../../shared/hands/hand-json.ts";
import { classifyHand } from "../../shared/signs/classify-hand.ts";
import { decodePicture } from "../decode/decode-media.ts";
import { measure, type Timings } from "./timings.ts";
import type { Recognition, RecognitionRequest, Vision } from "./vision.ts";

/** The hands of a picture and what the surest of them signs. */
export async function recognisePicture(
  { runModel, decoders, limits }: Vision,
  path: string,
  { alphabet, topK, signal }: RecognitionRequest,
): Promise<Recognition> {
  const timings: Timings = { decode: 0, detect: 0, classify: 0 };
  const image = await measure(timings, "decode", () =>
    decodePicture(path, { limits, signal, pool: decoders }),
  );
  const hands = await measure(timings, "detect", () => detectHands(image, runModel));
  signal.throwIfAborted();
  const surest = hands.toSorted((a, b) => b.score - a.score)[0];
  const predictions = await measure(timings, "classify", () =>
    alphabet && surest ? classifyHand(surest.landmarks, alphabet).slice(0, topK) : [],
  );
  return {
    predictions,
    hands: hands.map((hand) => toHandJson(hand, image)),
    image: { width: image.width, height: image.height },
    timings_ms: timings,
  };
}
