import type { Hand } from "./hand.ts";
import type { Image } from "./image.ts";
import { readHand } from "./read-hand.ts";
import type { RegionOfInterest } from "./region-of-interest.ts";
import type { RunModel } from "./run-model.ts";

/** Of hands that are seen less surely than this about half are seen wrongly; of the others one in twenty. */
export const SURE = 0.9;
/** How much larger the second region is; still larger ones showed less. */
const WIDER = 1.2;

/**
 * Reads the hand in a region as readHand does and, where none is seen for sure, once more in a wider region: fists, and hands
 * that are dark or cut off, are seen better with more around them. The surer reading counts.
 */
export async function readHandSurely(
  image: Image,
  region: RegionOfInterest,
  runModel: RunModel,
  threshold: number,
): Promise<Hand | undefined> {
  const hand = await readHand(image, region, runModel, threshold);
  if (hand && hand.score >= SURE) return hand;
  const wider = await readHand(image, { ...region, side: WIDER * region.side }, runModel, threshold);
  return wider && wider.score > (hand?.score ?? 0) ? wider : hand;
}
