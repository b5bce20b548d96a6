import { describe, expect, test } from "vitest";
import { composeHand } from "../../../container/train/compose-hand.ts";
import { labelsOf, type Sample } from "../../../container/train/dataset.ts";
import { looksLikeAny, withMirrorImages } from "../../../container/train/hand-difference.ts";
import { score } from "../../../container/train/leave-one-out.ts";
import { fitTemperature, measure } from "../../../container/train/metrics.ts";
import { betweenLetters, noSignHands } from "../../../container/train/no-sign.ts";
import { createRandom } from "../../../container/train/random.ts";
import { DEFAULT_SETTINGS, trainEnsemble } from "../../../container/train/train-ensemble.ts";
import { NO_SIGN } from "../../../shared/contract/assessment.ts";
import { handLogits, labelProbabilities } from "../../../shared/signs/classify-hand.ts";
import {
  B_SHAPE,
  constructHand,
  type HandShape,
  L_SHAPE,
  NO_LETTER_SHAPE,
  Y_SHAPE,
} from "./constructed-hand.ts";

const LABELS = ["B", "L", "Y"];
const madeUp = (shapes: readonly HandShape[], labels: readonly string[]): Sample[] =>
  shapes.flatMap((shape, label) =>
    [0.8, 1, 1.3].map((scale, person) => ({
      source: `person ${person}`,
      label: labels[label] ?? "",
      landmarks: constructHand(shape, 0, 0, scale),
    })),
  );

const SAMPLES = madeUp([B_SHAPE, L_SHAPE, Y_SHAPE], LABELS);
const SETTINGS = {
  ...DEFAULT_SETTINGS,
  members: 1,
  hiddenSizes: [16],
  epochs: 12,
  drawsPerLetter: 12,
  batchSize: 8,
};

describe("training", () => {
  test("learns a small alphabet", () => {
    const { features } = SETTINGS;
    const ensemble = trainEnsemble(SAMPLES, LABELS, SETTINGS);

    expect(measure(score(SAMPLES, { ensemble, features }, LABELS), 1, LABELS.length).top1).toBe(1);
  });

  test("gives the same weights for the same seed and others for another", () => {
    const [first, again, other] = [1, 1, 2].map((seed) =>
      trainEnsemble(SAMPLES, LABELS, { ...SETTINGS, epochs: 2, seed }),
    );

    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });

  test("learns from hands that are fewer than a batch", () => {
    const [before, after] = [0, 1].map((epochs) =>
      trainEnsemble(SAMPLES, LABELS, { ...SETTINGS, epochs, batchSize: 1_000_000 }),
    );

    expect(after).not.toEqual(before);
  });

  test("knows a hand halfway between two letters as none, and the letters as letters", () => {
    const upright = madeUp([B_SHAPE], ["B"]);
    const lying = upright.map((sample) => ({
      ...sample,
      label: "lying B",
      landmarks: sample.landmarks.map((_, at) => sample.landmarks[at + ([1, -1, 0][at % 3] ?? 0)] ?? 0),
    }));
    const samples = [...upright, ...lying];
    const settings = { ...SETTINGS, noSignShare: 2, noSignOffset: 0, epochs: 40 };
    const classifier = {
      ensemble: trainEnsemble(samples, ["B", "lying B"], settings),
      features: settings.features,
    };
    const random = createRandom(7);
    const surenessOf = (hand: Float32Array | undefined): number =>
      Math.max(...labelProbabilities(handLogits(hand ?? new Float32Array(63), classifier), 2, 1));
    const between = Array.from({ length: 40 }, () => betweenLetters(samples, random));

    expect(between).not.toContain(undefined);
    expect(between.filter((hand) => surenessOf(hand) < 0.5).length).toBeGreaterThan(30);
    expect(samples.every(({ landmarks }) => surenessOf(landmarks) >= 0.5)).toBe(true);
  });

  test("takes recorded hands that show no letter for none, not for one more letter", () => {
    const none = madeUp([NO_LETTER_SHAPE], [NO_SIGN]);
    const { features } = SETTINGS;
    const labels = labelsOf([...SAMPLES, ...none]);
    const ensemble = trainEnsemble([...SAMPLES, ...none], labels, SETTINGS);
    const [hand] = none as [Sample];
    const logits = handLogits(hand.landmarks, { ensemble, features });

    expect(labels).toEqual(LABELS);
    expect(logits.indexOf(Math.max(...logits))).toBe(LABELS.length);
  });

  test("finds nothing between hands that show one letter", () => {
    expect(betweenLetters(madeUp([L_SHAPE], ["L"]), createRandom(1))).toBeUndefined();
  });

  test("makes hands that show no letter, and none that is like a letter", () => {
    const letters = withMirrorImages(SAMPLES.map(({ landmarks }) => landmarks));

    const hands = noSignHands(SAMPLES, createRandom(3));

    expect(hands.length).toBeGreaterThan(100);
    expect(new Set(hands.map(({ label }) => label))).toEqual(new Set([NO_SIGN]));
    expect(hands.filter(({ landmarks }) => looksLikeAny(landmarks, letters, 0.15))).toEqual([]);
  });

  test("puts fingers of several letters on one palm", () => {
    const samples = madeUp([B_SHAPE, Y_SHAPE], ["B", "Y"]).filter(({ source }) => source === "person 1");
    const random = createRandom(5);
    const [little, middle] = [20, 12];
    const isRaised = (hand: Float32Array, tip: number): boolean =>
      (hand[tip * 3 + 1] as number) < (hand[(tip - 3) * 3 + 1] as number) - 0.1;

    const hands = Array.from({ length: 40 }, () => composeHand(samples, random) ?? new Float32Array(63));

    expect(hands.some((hand) => isRaised(hand, middle) && isRaised(hand, little))).toBe(true);
    expect(hands.some((hand) => !isRaised(hand, middle) && isRaised(hand, little))).toBe(true);
  });

  test("finds the temperature that makes confidence a probability", () => {
    const sharp = Array.from({ length: 400 }, (_, index) => ({
      logits: Float32Array.of(4, 0),
      truth: index % 4 === 0 ? 1 : 0,
    }));

    const temperature = fitTemperature([sharp], 2);

    expect(measure(sharp, temperature, 2).ece).toBeLessThan(0.01);
    expect(measure(sharp, 1, 2).ece).toBeGreaterThan(0.2);
  });
});
