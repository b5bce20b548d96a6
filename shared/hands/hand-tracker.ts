/** Follows hands through a video: where a hand was in the last frame is where the landmark network looks next. */
import { detectPalms } from "./detect-palms.ts";
import type { Hand } from "./hand.ts";
import type { Image } from "./image.ts";
import { DEFAULT_HAND_OPTIONS, type HandOptions } from "./options.ts";
import { readHandSurely, SURE } from "./read-hand-surely.ts";
import {
  type RegionOfInterest,
  regionFromLandmarks,
  regionFromPalm,
  shareWithin,
} from "./region-of-interest.ts";
import type { RunModel } from "./run-model.ts";
import { isSameHand, SAME_HAND_SHARE } from "./same-hand.ts";
import { searchViewOf } from "./search-views.ts";

/**
 * Sleeves and bad light lower the score of a palm. The landmark network refuses what is no hand, so that looking at a doubtful
 * palm costs time alone.
 */
const DOUBTFUL_PALM = 0.3;
/** Palms of one search that the landmark network looks at: a frame must not take long. */
const MOST_READINGS = 4;

export interface TrackerOptions extends HandOptions {
  /**
   * While at least one hand is followed for sure but fewer than `maxHands`, look for another only every so many frames: the
   * palm network costs as much as following a hand.
   */
  readonly searchInterval: number;
}

export interface HandTracker {
  /**
   * The hands of the next frame. While no hand is seen for sure, the frame itself is searched; while one is, as
   * `searchInterval` says. Of one hand that is seen twice the surer reading counts.
   */
  track(image: Image): Promise<Hand[]>;
}

export function createHandTracker(runModel: RunModel, options: Partial<TrackerOptions> = {}): HandTracker {
  const settings: TrackerOptions = {
    ...DEFAULT_HAND_OPTIONS,
    palmThreshold: DOUBTFUL_PALM,
    searchInterval: 15,
    ...options,
  };
  const { maxHands, palmThreshold, presenceThreshold, searchInterval } = settings;
  let regions: RegionOfInterest[] = [];
  let framesSinceSearch = 0;
  let searchesInVain = 0;

  return {
    async track(image) {
      const hands: Hand[] = [];
      const read = async (region: RegionOfInterest): Promise<void> => {
        const hand = await readHandSurely(image, region, runModel, presenceThreshold);
        if (!hand) return;
        const place = hands.findIndex((other) => isSameHand(hand, other));
        const twin = hands[place];
        if (!twin) hands.push(hand);
        else if (hand.score > twin.score) hands[place] = hand;
      };

      for (const region of regions) await read(region);
      // Most hands that were just lost are seen in the whole picture.
      if (hands.length === 0 && regions.length > 0) searchesInVain = 0;
      framesSinceSearch += 1;
      // What is seen doubtfully may be a nail or an elbow, with the hand beside it.
      const isAnySure = hands.some(({ score }) => score >= SURE);
      const isSearchDue = !isAnySure || framesSinceSearch >= searchInterval;
      if (hands.length < maxHands && isSearchDue) {
        framesSinceSearch = 0;
        const followed = hands.map((hand) => regionFromLandmarks(hand.landmarks));
        // A search costs no more for another view each time.
        const view = searchViewOf(image, searchesInVain);
        const found = (await detectPalms(image, view, runModel, palmThreshold))
          .map(regionFromPalm)
          .filter((region) => !followed.some((other) => shareWithin(region, other) > SAME_HAND_SHARE))
          .slice(0, MOST_READINGS);
        // A palm that turns out to be none makes room for the next.
        for (const region of found) if (hands.length < maxHands) await read(region);
        searchesInVain = hands.length > followed.length ? 0 : searchesInVain + 1;
      }
      regions = hands.map((hand) => regionFromLandmarks(hand.landmarks));
      return hands;
    },
  };
}
