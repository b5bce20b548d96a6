import { InferenceSession, Tensor } from "onnxruntime-node";
import { describe, expect, test } from "vitest";
import { convertToOnnx } from "../../../container/models/convert.ts";
import { type ModelName, readModelSource } from "../../../container/models/sources.ts";
import { readTflite } from "../../../container/models/tflite.ts";
import { interpret } from "./interpreter.ts";

/** A picture-like input: smooth waves of different period in each channel, 0..1, NHWC. */
const waves = (side: number): Float32Array =>
  Float32Array.from({ length: side * side * 3 }, (_, index) => {
    const channel = index % 3;
    const cell = Math.floor(index / 3);
    const [x, y] = [cell % side, Math.floor(cell / side)];
    return 0.5 + 0.5 * Math.sin(x / (5 + channel * 3) + Math.cos(y / (7 + channel)));
  });

const toPlanes = (pixels: Float32Array): Float32Array =>
  Float32Array.from({ length: pixels.length }, (_, index) => {
    const cells = pixels.length / 3;
    return pixels[(index % cells) * 3 + Math.floor(index / cells)] ?? 0;
  });

async function runOnnx(model: Uint8Array, planes: Float32Array, side: number): Promise<Float32Array[]> {
  const session = await InferenceSession.create(model, { intraOpNumThreads: 1, logSeverityLevel: 3 });
  const outputs = await session.run({
    [session.inputNames[0] ?? ""]: new Tensor("float32", planes, [1, 3, side, side]),
  });
  return session.outputNames.map((name) => outputs[name]?.data as Float32Array);
}

const largestDifference = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce(
    (largest, value, index) => Math.max(largest, Math.abs(value - (b[index] ?? Number.NaN))),
    0,
  );

describe("the model converter", () => {
  // The lite models hold every operator of the full ones and take half the time to interpret.
  test.each<[ModelName, number]>([
    ["palm-lite", 192],
    ["landmark-lite", 224],
  ])("turns %s into ONNX that computes what the original computes", async (name, side) => {
    const source = await readModelSource(name);
    const pixels = waves(side);

    const actual = await runOnnx(convertToOnnx(source), toPlanes(pixels), side);

    const expected = interpret(readTflite(source), pixels);
    expect(actual.map((output) => output.length)).toEqual(expected.map((output) => output.length));
    actual.forEach((output, index) => {
      expect(largestDifference(output, expected[index] ?? [])).toBeLessThan(1e-3);
    });
  });

  test("refuses a file that is no model", () => {
    expect(() => convertToOnnx(new Uint8Array(64))).toThrow();
  });
});
