import { describe, expect, test } from "vitest";
import type { Sample } from "../../../container/train/dataset.ts";
import { score } from "../../../container/train/leave-one-out.ts";
import { fitTemperature, measure } from "../../../container/train/metrics.ts";
import { betweenLetters } from "../../../container/train/no-sign.ts";
import { createRandom } from "../../../container/train/random.ts";
import { DEFAULT_SETTINGS, trainEnsemble } from "../../../container/train/train-ensemble.ts";
import { handLogits, labelProbabilities } from "../../../shared/signs/classify-hand.ts";
import { B_SHAPE, constructHand, type HandShape, L_SHAPE, Y_SHAPE } from "./constructed-hand.ts";

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

  test("knows a hand halfway between two letters as none, and the letters as letters", () => {
    const upright = madeUp([B_SHAPE], ["B"]);
    const lying = upright.map((sample) => ({
      ...sample,
      label: "lying B",
      landmarks: sample.landmarks.map((_, at) => sample.landmarks[at + ([1, -1, 0][at % 3] ?? 0)] ?? 0),
    }));
    const samples = [...upright, ...lying];
    const settings = { ...SETTINGS, noSignShare: 2, epochs: 40 };
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

  test("finds nothing between hands that show one letter", () => {
    expect(betweenLetters(madeUp([L_SHAPE], ["L"]), createRandom(1))).toBeUndefined();
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
