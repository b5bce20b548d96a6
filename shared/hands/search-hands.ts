/** Finds the hands of a single picture with all the care that a video gets from its many frames. */
import { detectPalms } from "./detect-palms.ts";
import type { Hand } from "./hand.ts";
import type { Image } from "./image.ts";
import type { Letterbox } from "./letterbox.ts";
import { DEFAULT_HAND_OPTIONS } from "./options.ts";
import type { Palm } from "./palm-detection.ts";
import { readHand } from "./read-hand.ts";
import { type RegionOfInterest, regionFromLandmarks, regionFromPalm } from "./region-of-interest.ts";
import type { RunModel } from "./run-model.ts";
import { isSameHand } from "./same-hand.ts";
import { searchViewsOf } from "./search-views.ts";

const { maxHands, palmThreshold, presenceThreshold } = DEFAULT_HAND_OPTIONS;
/**
 * Hands that turn away have palms less sure than usual. If no sure palm holds a hand these are looked at: the landmark network
 * refuses what is no hand.
 */
const DOUBTFUL_PALM = 0.2;

/**
 * The hands of a picture, surest first, at most two. Each is read from every view that shows its palm, then again from where its
 * landmarks were, as in the next frame of a video. The surest of these second readings counts; what is not seen again was none.
 * Takes 2 runs of the palm network and 4 of the landmark network for one hand; 5 and 80 at the very most. Rejects only when
 * `runModel` does.
 */
export async function searchHands(image: Image, runModel: RunModel): Promise<Hand[]> {
  const { whole, fromAfar, squares } = searchViewsOf(image);
  const hands = await handsIn([whole, fromAfar]);
  return hands.length > 0 ? hands : handsIn(squares);

  async function handsIn(views: readonly Letterbox[]): Promise<Hand[]> {
    const palms: Palm[] = [];
    for (const view of views) palms.push(...(await detectPalms(image, view, runModel, DOUBTFUL_PALM)));
    const isSure = ({ score }: Palm): boolean => score >= palmThreshold;
    const sure = await handsAt(palms.filter(isSure));
    return sure.length > 0 ? sure : handsAt(palms.filter((palm) => !isSure(palm)));
  }

  async function handsAt(palms: readonly Palm[]): Promise<Hand[]> {
    const readings: Hand[] = [];
    for (const palm of palms) {
      const seen = await read(regionFromPalm(palm));
      const seenAgain = seen && (await read(regionFromLandmarks(seen.landmarks)));
      if (seenAgain) readings.push(seenAgain);
    }
    const hands: Hand[] = [];
    for (const reading of readings.toSorted((a, b) => b.score - a.score)) {
      if (!hands.some((hand) => isSameHand(hand, reading))) hands.push(reading);
    }
    return hands.slice(0, maxHands);
  }

  function read(region: RegionOfInterest): Promise<Hand | undefined> {
    return readHand(image, region, runModel, presenceThreshold);
  }
}
