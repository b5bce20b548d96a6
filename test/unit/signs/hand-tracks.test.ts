import { expect, test } from "vitest";
import { type TrackedFrame, trackHands } from "../../../shared/signs/hand-tracks.ts";
import { constructHand, L_SHAPE, W_SHAPE } from "./constructed-hand.ts";
import { seenHand } from "./film.ts";

test("of two hands close together each is followed, whichever the tracker gives first", () => {
  const still = (x: number) => seenHand(constructHand(L_SHAPE, x, 300));
  const moving = (x: number) => seenHand(constructHand(W_SHAPE, x, 300));
  const frames: TrackedFrame[] = [
    { seconds: 0, hands: [still(300), moving(460)] },
    { seconds: 1 / 15, hands: [moving(375), still(302)] },
  ];

  const tracks = trackHands(frames).map(({ sightings }) => sightings.map(({ hand }) => hand));

  expect(tracks).toHaveLength(2);
  expect(tracks).toContainEqual([frames[0]?.hands[0], frames[1]?.hands[1]]);
  expect(tracks).toContainEqual([frames[0]?.hands[1], frames[1]?.hands[0]]);
});
