import type { Hand } from "./hand.ts";
import { regionFromLandmarks, regionOverlap } from "./region-of-interest.ts";

/** Two regions that overlap more than this hold the same hand (MediaPipe's association threshold). */
export const SAME_HAND_IOU = 0.5;

/** Whether two readings are of one hand: two palm boxes apart from each other may both lead to it. */
export const isSameHand = (a: Hand, b: Hand): boolean =>
  regionOverlap(regionFromLandmarks(a.landmarks), regionFromLandmarks(b.landmarks)) > SAME_HAND_IOU;
