/** Which hand of a live stream is read: the same one for as long as it is there, whatever comes beside it. */
import { distanceBetween, PLACE_SECONDS, REACH, type SeenHand, tellingOf } from "./hand-tracks.ts";

/** The hand that is read, and when it was last seen. */
export interface FollowedHand {
  readonly at: number;
  readonly hand: SeenHand;
}

/**
 * The hand to read in a frame: the one that was read before, by its place, and when that has been gone for a while the one that
 * tells most. Undefined when it is not seen; `before` holds until then.
 * @param at Seconds, never less than in the frame before.
 */
export function followHand(
  before: FollowedHand | undefined,
  hands: readonly SeenHand[],
  at: number,
): FollowedHand | undefined {
  const isFresh = before !== undefined && at - before.at <= PLACE_SECONDS;
  const [hand] = isFresh
    ? hands
        .filter((other) => distanceBetween(before.hand, other) <= REACH)
        .sort((a, b) => distanceBetween(before.hand, a) - distanceBetween(before.hand, b))
    : hands.toSorted((a, b) => tellingOf(b) - tellingOf(a));
  return hand && { at, hand };
}
