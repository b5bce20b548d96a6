import type { Hand } from "./hand.ts";
import { regionFromLandmarks, shareWithin } from "./region-of-interest.ts";

/**
 * A region of which more lies in that of a hand holds the same one. Of regions that are equally large: if they overlap by more
 * than half of both together, as in MediaPipe.
 */
export const SAME_HAND_SHARE = 2 / 3;

/** Whether two readings are of one hand: two palm boxes apart from each other may both lead to it, or one to a part of it. */
export function isSameHand(a: Hand, b: Hand): boolean {
  const [own, other] = [regionFromLandmarks(a.landmarks), regionFromLandmarks(b.landmarks)];
  return Math.max(shareWithin(own, other), shareWithin(other, own)) > SAME_HAND_SHARE;
}
