import { expect, test } from "vitest";
import { type FollowedHand, followHand } from "../../../shared/signs/followed-hand.ts";
import type { SeenHand } from "../../../shared/signs/hand-tracks.ts";
import { constructHand, L_SHAPE, NO_LETTER_SHAPE } from "./constructed-hand.ts";
import { seenHand } from "./film.ts";

const signing = (x: number): SeenHand => seenHand(constructHand(L_SHAPE, x, 300));
const resting = seenHand(constructHand(NO_LETTER_SHAPE, 600, 300));
const smallBehind = seenHand(constructHand(NO_LETTER_SHAPE, 600, 300, 0.4));
const at = (seconds: number, x = 150): FollowedHand => ({ at: seconds, hand: signing(x) });

test("the largest hand is read first", () => {
  const hand = signing(150);

  expect(followHand(undefined, [smallBehind, hand], 0)?.hand).toBe(hand);
});

test("the hand that was read is read on, whichever the tracker gives first", () => {
  const hand = signing(160);

  expect(followHand(at(1), [resting, hand], 1.1)).toEqual({ at: 1.1, hand });
});

test("no other hand is read in its place while it is missed for some frames", () => {
  expect(followHand(at(1), [resting], 1.2)).toBeUndefined();
});

test("another hand is read when it has been gone for a while", () => {
  expect(followHand(at(1), [resting], 2)?.hand).toBe(resting);
});
