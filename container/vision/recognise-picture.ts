import type { HandReading } from "../../shared/contract/invocation.ts";
import type { Hand } from "../../shared/hands/hand.ts";
import { toHandJson } from "../../shared/hands/hand-json.ts";
import { searchHands } from "../../shared/hands/search-hands.ts";
import type { Alphabet } from "../../shared/signs/alphabet.ts";
import { classifyHand } from "../../shared/signs/classify-hand.ts";
import { feedbackFor } from "../../shared/signs/feedback.ts";
import { decodePicture } from "../decode/decode-media.ts";
import { measure, type Timings } from "./timings.ts";
import type { Recognition, RecognitionRequest, Vision } from "./vision.ts";

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
  const hands = await measure(timings, "detect", () => searchHands(image, runModel));
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
