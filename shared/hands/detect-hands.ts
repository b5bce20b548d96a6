import { detectPalms } from "./detect-palms.ts";
import type { Hand } from "./hand.ts";
import type { Image } from "./image.ts";
import { DEFAULT_HAND_OPTIONS, type HandOptions } from "./options.ts";
import { readHand } from "./read-hand.ts";
import { regionFromPalm } from "./region-of-interest.ts";
import type { RunModel } from "./run-model.ts";
import { isSameHand } from "./same-hand.ts";
import { wholePicture } from "./search-views.ts";

/**
 * The hands of a still picture as MediaPipe finds them, surest palm first, each once; at most `maxHands`. A palm that turns out
 * to hold no hand makes room for the next. `view` is what of the picture is searched. Rejects only when `runModel` does.
 */
export async function detectHands(
  image: Image,
  runModel: RunModel,
  options: Partial<HandOptions> = {},
  view = wholePicture(image),
): Promise<Hand[]> {
  const { maxHands, palmThreshold, presenceThreshold } = { ...DEFAULT_HAND_OPTIONS, ...options };
  const hands: Hand[] = [];
  for (const palm of await detectPalms(image, view, runModel, palmThreshold)) {
    if (hands.length >= maxHands) break;
    const hand = await readHand(image, regionFromPalm(palm), runModel, presenceThreshold);
    if (hand && !hands.some((other) => isSameHand(hand, other))) hands.push(hand);
  }
  return hands;
}
