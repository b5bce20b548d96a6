import { describe, expect, test } from "vitest";
import type { Sample } from "../../../container/train/dataset.ts";
import { score } from "../../../container/train/leave-one-out.ts";
import { fitTemperature, measure } from "../../../container/train/metrics.ts";
import { DEFAULT_SETTINGS, trainEnsemble } from "../../../container/train/train-ensemble.ts";
import { B_SHAPE, constructHand, L_SHAPE, Y_SHAPE } from "./constructed-hand.ts";

const LABELS = ["B", "L", "Y"];
const SAMPLES: Sample[] = [B_SHAPE, L_SHAPE, Y_SHAPE].flatMap((shape, label) =>
  [0.8, 1, 1.3].map((scale, person) => ({
    source: `person ${person}`,
    label: LABELS[label] ?? "",
    landmarks: constructHand(shape, 0, 0, scale),
  })),
);
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
