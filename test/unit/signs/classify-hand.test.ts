import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Alphabet } from "../../../shared/signs/alphabet.ts";
import { ALPHABETS, alphabetFor } from "../../../shared/signs/alphabets.ts";
import {
  classifyHand,
  handProbabilities,
  handProbabilitiesInVideo,
  labelProbabilities,
} from "../../../shared/signs/classify-hand.ts";
import { mirrorLandmarks } from "../../../shared/signs/features.ts";
import { B_SHAPE, constructHand, L_SHAPE, W_SHAPE, Y_SHAPE } from "./constructed-hand.ts";

const ASL = alphabetFor("ASL") as Alphabet;

describe("the letter classifier", () => {
  test.each([
    ["B", B_SHAPE],
    ["L", L_SHAPE],
    ["W", W_SHAPE],
    ["Y", Y_SHAPE],
  ])("recognises a constructed %s", (letter, shape) => {
    const [top] = classifyHand(constructHand(shape), ASL);

    expect(top?.label).toBe(letter);
    expect(top?.confidence).toBeGreaterThan(0.5);
  });

  test("does not care where the hand is, how large, or which hand it is", () => {
    const expected = handProbabilities(constructHand(L_SHAPE), ASL);
    fc.assert(
      fc.property(
        fc.double({ min: -500, max: 500, noNaN: true }),
        fc.double({ min: -500, max: 500, noNaN: true }),
        fc.double({ min: 0.3, max: 5, noNaN: true }),
        fc.boolean(),
        (x, y, scale, isMirrored) => {
          const hand = constructHand(L_SHAPE, x, y, scale);

          const actual = handProbabilities(isMirrored ? mirrorLandmarks(hand) : hand, ASL);

          actual.forEach((probability, label) => {
            expect(probability).toBeCloseTo(expected[label] ?? Number.NaN, 2);
          });
        },
      ),
    );
  });

  test("gives every label a probability and all of them together at most 1", () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ min: -300, max: 300, noNaN: true }), { minLength: 63, maxLength: 63 }),
        (values) => {
          const predictions = classifyHand(Float32Array.from(values), ASL);

          expect(predictions.map(({ label }) => label).toSorted()).toEqual([...ASL.labels]);
          const sum = predictions.reduce((sum, { confidence }) => sum + confidence, 0);
          expect(predictions.every(({ confidence }) => confidence >= 0)).toBe(true);
          expect(sum).toBeLessThanOrEqual(1 + 1e-4);
        },
      ),
    );
  });

  test("keeps the probabilities of labels while no sign is less likely than not, and lowers them beyond", () => {
    const letters = labelProbabilities(Float32Array.of(2, 1), 2, 1);
    const doubted = labelProbabilities(Float32Array.of(2, 1, 2), 2, 1);
    const refused = labelProbabilities(Float32Array.of(2, 1, 4), 2, 1);

    expect(doubted).toEqual(letters);
    expect(Math.max(...letters)).toBeGreaterThan(0.7);
    expect(Math.max(...refused)).toBeLessThan(0.5);
    expect(labelProbabilities(Float32Array.of(0, 0, 200), 2, 1)).toEqual(Float32Array.of(0, 0));
  });

  test("doubts the hand of a video sooner than that of a picture", () => {
    const hand = constructHand(L_SHAPE);
    const surest = (probabilities: Float32Array): number => Math.max(...probabilities);
    const doubting = (noSignInVideo: number | undefined): number =>
      surest(handProbabilitiesInVideo(hand, { ...ASL, noSignInVideo }));

    expect(doubting(undefined)).toBe(surest(handProbabilities(hand, ASL)));
    expect(doubting(20)).toBeLessThan(0.5);
  });

  test("finds an alphabet whatever the case of its language code, and none for a language it does not know", () => {
    expect(alphabetFor("asl")).toBe(ASL);
    expect(alphabetFor("xx")).toBeUndefined();
    expect(ALPHABETS.every(({ temperature }) => temperature > 0)).toBe(true);
  });
});
