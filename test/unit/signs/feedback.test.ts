import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FeedbackItem } from "../../../shared/contract/feedback.ts";
import { toFeedback } from "../../../shared/contract/feedback-messages.ts";
import { LOCALES } from "../../../shared/contract/messages.ts";
import type { Alphabet } from "../../../shared/signs/alphabet.ts";
import { alphabetFor } from "../../../shared/signs/alphabets.ts";
import { classifyHand } from "../../../shared/signs/classify-hand.ts";
import { compareHand } from "../../../shared/signs/compare-hand.ts";
import { mirrorLandmarks } from "../../../shared/signs/features.ts";
import { feedbackFor } from "../../../shared/signs/feedback.ts";
import type { HandMeasures } from "../../../shared/signs/hand-measures.ts";
import type { Prototype } from "../../../shared/signs/prototype.ts";
import {
  A_SHAPE,
  B_SHAPE,
  constructHand,
  type HandShape,
  I_SHAPE,
  L_SHAPE,
  S_SHAPE,
  U_SHAPE,
  V_SHAPE,
  W_SHAPE,
  Y_SHAPE,
} from "./constructed-hand.ts";

const ASL = alphabetFor("ASL") as Alphabet;

const feedbackOn = (expected: string, landmarks: Float32Array): FeedbackItem[] =>
  feedbackFor({ expected, predictions: classifyHand(landmarks, ASL), landmarks }, ASL);

const sentences = (expected: string, shape: HandShape, locale: "en" | "es" = "en"): string[] =>
  feedbackOn(expected, constructHand(shape)).map((item) => toFeedback(item, locale).message);

describe("feedback on a hand that shows another sign", () => {
  test.each([
    ["V", "U", U_SHAPE, ["Spread your index and middle fingers apart."]],
    ["U", "V", V_SHAPE, ["Hold your index and middle fingers together."]],
    ["A", "S", S_SHAPE, ["Lay your thumb along the side of your index finger."]],
    ["S", "A", A_SHAPE, ["Fold your thumb across the front of your bent fingers."]],
    ["Y", "I", I_SHAPE, ["Stretch your thumb out to the side."]],
    ["B", "S", S_SHAPE, ["Straighten your four fingers."]],
    ["W", "V", V_SHAPE, ["Straighten your ring finger."]],
    ["F", "B", B_SHAPE, ["Touch the tip of your index finger with your thumb."]],
  ])("names first what turns %s from %s", (expected, _, shape, first) => {
    expect(sentences(expected, shape).slice(0, first.length)).toEqual(first);
  });

  test("names each finger that is wrong, and the thumb", () => {
    expect(sentences("L", I_SHAPE).toSorted()).toEqual([
      "Bend your little finger into the palm.",
      "Straighten your index finger.",
      "Stretch your thumb out to the side.",
    ]);
  });

  test("speaks Spanish to those who read it", () => {
    expect(sentences("L", I_SHAPE, "es").toSorted()).toEqual([
      "Doble el dedo meñique hacia la palma.",
      "Estire el dedo índice.",
      "Extienda el pulgar hacia un lado.",
    ]);
    expect(sentences("T", S_SHAPE, "es")).toContain(
      "Ponga la punta del pulgar entre los dedos índice y medio.",
    );
  });

  test("says where to point when only the direction is wrong", () => {
    const upright = constructHand(L_SHAPE, 0, 0);
    const sideways = upright.map((_, index) => {
      const point = index - (index % 3);
      if (index % 3 === 2) return upright[index] as number;
      return index % 3 === 0 ? -(upright[point + 1] as number) : (upright[point] as number);
    });

    expect(feedbackOn("L", sideways)).toEqual([{ part: "index", code: "point_up" }]);
  });

  test("is the same for either hand, wherever it is and however large", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(A_SHAPE, B_SHAPE, I_SHAPE, L_SHAPE, S_SHAPE, U_SHAPE, V_SHAPE, W_SHAPE, Y_SHAPE),
        fc.constantFrom(...ASL.labels),
        fc.double({ min: -500, max: 500, noNaN: true }),
        fc.double({ min: 0.5, max: 5, noNaN: true }),
        (shape, expected, x, scale) => {
          const hand = constructHand(shape, x, -x, scale);

          const items = feedbackOn(expected, constructHand(shape));

          expect(feedbackOn(expected, hand)).toEqual(items);
          expect(feedbackOn(expected, mirrorLandmarks(hand))).toEqual(items);
        },
      ),
    );
  });

  test("is never more than three items, for any landmarks at all", () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ min: -300, max: 300, noNaN: true }), { minLength: 63, maxLength: 63 }),
        fc.constantFrom(...ASL.labels),
        (values, expected) => {
          const items = feedbackOn(expected, Float32Array.from(values));

          expect(items.length).toBeLessThanOrEqual(3);
          expect(new Set(items.map(({ part }) => part)).size).toBe(items.length);
        },
      ),
    );
  });
});

describe("feedback on the right sign", () => {
  const landmarks = constructHand(L_SHAPE);
  const of = (
    expected: string,
    confidence: number,
    label = "L",
    hand: typeof landmarks | undefined = landmarks,
  ) => feedbackFor({ expected, predictions: [{ label, confidence }], landmarks: hand }, ASL);

  test("is none, whatever the case of its name", () => {
    expect(of("L", 0.95)).toEqual([]);
    expect(of(" l ", 0.8)).toEqual([]);
  });

  test("asks to hold still when the recogniser is not sure of a hand that is right", () => {
    expect(of("L", 0.4)).toEqual([{ part: "hand", code: "hold_still" }]);
  });

  test("asks for the hand when none was seen", () => {
    expect(feedbackFor({ expected: "L", predictions: [], landmarks: undefined }, ASL)).toEqual([
      { part: "hand", code: "show" },
    ]);
  });

  test("asks to draw a letter that is a movement when the hand is held as it should be", () => {
    const held = constructHand(I_SHAPE);

    expect(of("J", 0.9, "I", held)).toEqual([{ part: "little", code: "draw" }]);
    expect(of("J", 0.9, "J", held)).toEqual([]);
    expect(of("J", 0.9, "B", constructHand(B_SHAPE))).toContainEqual({ part: "index", code: "bend" });
  });

  test("is none for a sign that the alphabet does not hold", () => {
    expect(of("Ñ", 0.9)).toEqual([]);
  });
});

describe("the prototypes of ASL", () => {
  const prototypeOf = (label: string): Prototype => ASL.prototypes[label] as Prototype;
  const meansOf = (label: string): HandMeasures =>
    Object.fromEntries(
      Object.entries(prototypeOf(label)).map(([measure, { mean }]) => [measure, mean]),
    ) as HandMeasures;

  test.each(ASL.labels)("tell %s from every other letter, in words, and from itself in nothing", (label) => {
    expect(compareHand(meansOf(label), prototypeOf(label))).toEqual([]);
    for (const other of ASL.labels.filter((one) => one !== label)) {
      const [first] = compareHand(meansOf(other), prototypeOf(label));
      expect(first, `${other} for ${label}`).toBeDefined();
      for (const locale of LOCALES)
        expect(toFeedback(first as FeedbackItem, locale).message).toMatch(/^[A-ZÁÉ][^{}]+\.$/);
    }
  });
});
