import { detectPalms } from "./detect-palms.ts";
import type { Hand } from "./hand.ts";
import type { Image } from "./image.ts";
import type { Letterbox } from "./letterbox.ts";
import { DEFAULT_HAND_OPTIONS, type HandOptions } from "./options.ts";
import { readHand } from "./read-hand.ts";
import { regionFromPalm } from "./region-of-interest.ts";
import type { RunModel } from "./run-model.ts";
import { isSameHand } from "./same-hand.ts";
import { searchViewsOf } from "./search-views.ts";

/**
 * The hands that a look at a picture finds, surest palm first, each once; at most `maxHands`. A palm that turns out to hold no
 * hand makes room for the next. By default the look is MediaPipe's. Rejects only when `runModel` does.
 * @param view What of the picture is searched for palms.
 */
export async function detectHands(
  image: Image,
  runModel: RunModel,
  options: Partial<HandOptions> = {},
  view: Letterbox = searchViewsOf(image).whole,
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
