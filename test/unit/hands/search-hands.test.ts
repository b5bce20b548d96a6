import { describe, expect, test } from "vitest";
import { searchHands } from "../../../shared/hands/search-hands.ts";
import { anchorNear, BLANK_IMAGE, breadthOf, fakeNetworks, GRADIENT, whiteImage } from "./fake-networks.ts";

describe("searching a picture for hands", () => {
  test("finds a hand that shows from afar only, at its place in the picture", async () => {
    const { runModel } = fakeNetworks([anchorNear(0.6, 0.5)], (view) => view === "margin");

    const [hand] = await searchHands(BLANK_IMAGE, runModel);

    expect(hand?.landmarks[0]).toBeCloseTo((0.6 * 192 - 48) * 2, -1);
  });

  test("looks at the squares of a long picture when there is no hand in the whole", async () => {
    const { runModel, views } = fakeNetworks([anchorNear(0.5, 0.5)], (view) => view === "filled");

    const hands = await searchHands(whiteImage(180, 540), runModel);

    expect(views).toEqual(["bars", "margin", "filled", "filled", "filled"]);
    expect(hands).toHaveLength(2);
  });

  test("reads a hand twice from each of its palms, and takes the surest of the second readings", async () => {
    const place = anchorNear(0.5, 0.5);
    const { runModel, scene, countOf, crops } = fakeNetworks([place, place + 2], (view) => view === "filled");
    scene.presence.push(0.99, 0.7, 0.6, 0.8);

    const hands = await searchHands(GRADIENT, runModel);

    expect(hands.map(({ score }) => score)).toEqual([expect.closeTo(0.8, 6)]);
    expect(countOf("landmark")).toBe(4);
    // The landmarks of the made hand are nearer together than its palm suggests.
    expect(breadthOf(crops[1])).toBeLessThan(0.8 * breadthOf(crops[0]));
  });

  test("reports two hands at most, and none where the networks see none", async () => {
    const three = fakeNetworks([anchorNear(0.2, 0.5), anchorNear(0.5, 0.5), anchorNear(0.8, 0.5)]);
    const none = fakeNetworks([]);

    expect(await searchHands(BLANK_IMAGE, three.runModel)).toHaveLength(2);
    expect(await searchHands(BLANK_IMAGE, none.runModel)).toEqual([]);
  });

  test("looks at a palm that is not sure where no other holds a hand", async () => {
    const { runModel, scene } = fakeNetworks(
      [anchorNear(0.2, 0.5), anchorNear(0.8, 0.5)],
      (view) => view === "filled",
    );
    scene.logits = [1, -1];
    scene.presence.push(0.1);

    const [hand] = await searchHands(BLANK_IMAGE, runModel);

    expect(hand?.landmarks[0]).toBeCloseTo(0.8 * 192, -1);
  });

  test("does not look at more palms than a few", async () => {
    const crowd = Array.from({ length: 100 }, (_, place) =>
      anchorNear((place % 10) / 10, Math.floor(place / 10) / 10),
    );
    const { runModel, scene, countOf } = fakeNetworks(crowd);
    scene.presence = Array.from({ length: 1000 }, () => 0.1);

    expect(await searchHands(BLANK_IMAGE, runModel)).toEqual([]);
    expect(countOf("landmark")).toBeLessThanOrEqual(16);
  });
});
