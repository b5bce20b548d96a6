import { describe, expect, test } from "vitest";
import { HandSchema } from "../../../shared/contract/hand.ts";
import { detectHands } from "../../../shared/hands/detect-hands.ts";
import { toHandJson } from "../../../shared/hands/hand-json.ts";
import type { RunModel } from "../../../shared/hands/run-model.ts";
import { anchorNear, BLANK_IMAGE, fakeNetworks } from "./fake-networks.ts";

describe("detecting hands in a picture", () => {
  test("finds each hand where its palm is, the surest first", async () => {
    const { runModel } = fakeNetworks([anchorNear(0.8, 0.5), anchorNear(0.2, 0.5)]);

    const hands = await detectHands(BLANK_IMAGE, runModel);

    const wrists = hands.map(({ landmarks }) => landmarks[0] ?? 0);
    expect(wrists).toHaveLength(2);
    expect(wrists[0]).toBeCloseTo(0.8 * 192, -1);
    expect(wrists[1]).toBeCloseTo(0.2 * 192, -1);
  });

  test("shows the networks a hand in the dark brighter, and a lit one as it is", async () => {
    const shown = async (grey: number): Promise<(number | undefined)[]> => {
      const { runModel } = fakeNetworks([anchorNear(0.5, 0.5)]);
      const inputs: Float32Array[] = [];
      const keepInput: RunModel = (model, input) => {
        inputs.push(input);
        return runModel(model, input);
      };
      await detectHands({ ...BLANK_IMAGE, data: BLANK_IMAGE.data.map(() => grey) }, keepInput);
      expect(inputs.length).toBeGreaterThan(1);
      return inputs.map((input) => input[input.length / 6]);
    };

    for (const value of await shown(102)) expect(value).toBeCloseTo(102 / 255, 3);
    for (const value of await shown(20)) expect(value).toBeGreaterThan(0.35);
    for (const value of await shown(2)) expect(value).toBeLessThan(0.2);
  });

  test("reports a hand once that two palm boxes lead to", async () => {
    const { runModel, countOf } = fakeNetworks([anchorNear(0.5, 0.5), anchorNear(0.55, 0.5)]);

    expect(await detectHands(BLANK_IMAGE, runModel)).toHaveLength(1);
    expect(countOf("landmark")).toBe(2);
  });

  test("takes the next palm when the surest turns out to be none", async () => {
    const { runModel, scene } = fakeNetworks([anchorNear(0.2, 0.5), anchorNear(0.8, 0.5)]);
    scene.presence.push(0.2);

    const [hand] = await detectHands(BLANK_IMAGE, runModel, { maxHands: 1 });

    expect(hand?.landmarks[0]).toBeCloseTo(0.8 * 192, -1);
  });

  test("reports no more hands than asked for", async () => {
    const { runModel, countOf } = fakeNetworks([anchorNear(0.2, 0.5), anchorNear(0.8, 0.5)]);

    expect(await detectHands(BLANK_IMAGE, runModel, { maxHands: 1 })).toHaveLength(1);
    expect(countOf("landmark")).toBe(1);
  });

  test("shows a hand in fractions of the picture, its box tight around the landmarks", async () => {
    const { runModel } = fakeNetworks([anchorNear(0.5, 0.5)]);
    const [hand] = await detectHands(BLANK_IMAGE, runModel);
    if (!hand) throw new Error("No hand was found");

    const json = HandSchema.parse(toHandJson(hand, BLANK_IMAGE));

    const xs = json.landmarks.map(({ x }) => x);
    expect(json.landmarks[0]?.x).toBeCloseTo((hand.landmarks[0] ?? 0) / 192, 6);
    expect(json.bounding_box.x).toBe(Math.min(...xs));
    expect(json.bounding_box.x + json.bounding_box.width).toBeCloseTo(Math.max(...xs), 6);
    expect(json.handedness).toBe("Right");
  });
});
