/**
 * Runs a TFLite graph operator by operator in its own layout (NHWC), sums in double precision: slow, short and
 * independent of the converter, to prove the converter by.
 */
import {
  hasRelu6,
  samePadding,
  type TfliteGraph,
  type TfliteOperator,
  windowOf,
} from "../../../container/models/tflite.ts";

type Values = Float32Array | Float64Array | Int32Array;

export function interpret(graph: TfliteGraph, input: Float32Array): Values[] {
  const values = new Map<number, Values>();
  graph.tensors.forEach(({ data }, tensor) => {
    if (data) values.set(tensor, data);
  });
  values.set(graph.inputs[0] ?? -1, input);
  for (const operator of graph.operators) {
    values.set(operator.outputs[0] ?? -1, run(graph, operator, values));
  }
  return graph.outputs.map((tensor) => values.get(tensor) ?? new Float32Array());
}

function run(graph: TfliteGraph, operator: TfliteOperator, values: ReadonlyMap<number, Values>): Values {
  const [a, b, c] = operator.inputs.map((tensor) => values.get(tensor) ?? new Float32Array());
  const first = a ?? new Float32Array();
  const shapeOf = (tensor: number | undefined): readonly number[] => graph.tensors[tensor ?? -1]?.shape ?? [];
  const shape = shapeOf(operator.inputs[0]);
  const outputShape = shapeOf(operator.outputs[0]);
  const size = outputShape.reduce((product, side) => product * side, 1);
  const each = (value: (index: number) => number): Float64Array =>
    Float64Array.from({ length: size }, (_, i) => value(i));
  const at = (from: Values | undefined, index: number): number => from?.[index] ?? 0;

  switch (operator.name) {
    case "DEQUANTIZE":
    case "RESHAPE":
      return first;
    case "ADD":
      return each((i) => at(a, i) + at(b, i));
    case "LOGISTIC":
      return each((i) => 1 / (1 + Math.exp(-at(a, i))));
    case "PRELU":
      return each((i) => (at(a, i) < 0 ? at(a, i) * at(b, i % (b?.length ?? 1)) : at(a, i)));
    case "MEAN": {
      const [, height = 1, width = 1, channels = 1] = shape;
      const cells = height * width;
      return each((channel) => {
        let sum = 0;
        for (let cell = 0; cell < cells; cell++) sum += at(a, cell * channels + channel);
        return sum / cells;
      });
    }
    case "FULLY_CONNECTED":
      return each((row) => {
        let sum = at(c, row);
        for (let i = 0; i < first.length; i++) sum += at(a, i) * at(b, row * first.length + i);
        return sum;
      });
    case "CONCATENATION":
      return Float64Array.from(operator.inputs.flatMap((tensor) => [...(values.get(tensor) ?? [])]));
    case "PAD": {
      const [, , , channels = 1] = shape;
      const [, , , padded = 1] = outputShape;
      return each((i) =>
        i % padded < channels ? at(a, Math.floor(i / padded) * channels + (i % padded)) : 0,
      );
    }
    case "RESIZE_BILINEAR":
      return resize(first, shape, outputShape);
    case "MAX_POOL_2D":
      return slide(
        operator,
        shape,
        outputShape,
        [operator.options?.int32(4) ?? 1, operator.options?.int32(3) ?? 1],
        maximum(first, shape),
      );
    case "CONV_2D":
    case "DEPTHWISE_CONV_2D":
      return convolve(operator, first, b, c, shape, shapeOf(operator.inputs[1]), outputShape);
  }
}

/** Cells of the input under the window, -1 for padding, in the order of the kernel. */
type Cells = Int32Array;

function slide(
  operator: TfliteOperator,
  shape: readonly number[],
  outputShape: readonly number[],
  [kernelY, kernelX]: readonly [number, number],
  compute: (cells: Cells, channel: number) => number,
): Float64Array {
  const [, height = 1, width = 1] = shape;
  const [, rows = 1, columns = 1, channels = 1] = outputShape;
  const { isSame, strideX, strideY } = windowOf(operator.options);
  const top = isSame ? samePadding(height, kernelY, strideY)[0] : 0;
  const left = isSame ? samePadding(width, kernelX, strideX)[0] : 0;
  const cells = new Int32Array(kernelY * kernelX);
  const result = new Float64Array(rows * columns * channels);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      for (let cell = 0; cell < cells.length; cell++) {
        const y = row * strideY - top + Math.floor(cell / kernelX);
        const x = column * strideX - left + (cell % kernelX);
        cells[cell] = y >= 0 && y < height && x >= 0 && x < width ? y * width + x : -1;
      }
      for (let channel = 0; channel < channels; channel++) {
        result[(row * columns + column) * channels + channel] = compute(cells, channel);
      }
    }
  }
  return result;
}

const maximum =
  (values: Values, [, , , channels = 1]: readonly number[]) =>
  (cells: Cells, channel: number): number => {
    let highest = Number.NEGATIVE_INFINITY;
    for (const cell of cells)
      if (cell >= 0) highest = Math.max(highest, values[cell * channels + channel] ?? 0);
    return highest;
  };

function convolve(
  operator: TfliteOperator,
  values: Values,
  weights: Values | undefined,
  bias: Values | undefined,
  shape: readonly number[],
  kernelShape: readonly number[],
  outputShape: readonly number[],
): Float64Array {
  const [, , , inputs = 1] = shape;
  const [, kernelY = 1, kernelX = 1, depth = 1] = kernelShape;
  const isDepthwise = operator.name === "DEPTHWISE_CONV_2D";
  const isClipped = hasRelu6(operator.options, isDepthwise ? 4 : 3);
  const area = kernelY * kernelX;
  const w = Float64Array.from(weights ?? []);
  return slide(operator, shape, outputShape, [kernelY, kernelX], (cells, channel) => {
    let sum = bias?.[channel] ?? 0;
    for (let k = 0; k < area; k++) {
      const cell = cells[k] as number;
      if (cell < 0) continue;
      if (isDepthwise) {
        sum += (values[cell * inputs + channel] as number) * (w[k * depth + channel] as number);
      } else {
        const base = (channel * area + k) * depth;
        for (let i = 0; i < inputs; i++)
          sum += (values[cell * inputs + i] as number) * (w[base + i] as number);
      }
    }
    return isClipped ? Math.max(0, Math.min(6, sum)) : sum;
  });
}

function resize(values: Values, shape: readonly number[], outputShape: readonly number[]): Float64Array {
  const [, height = 1, width = 1, channels = 1] = shape;
  const [, rows = 1, columns = 1] = outputShape;
  const along = (index: number, from: number, to: number) => {
    const source = Math.max(0, ((index + 0.5) * from) / to - 0.5);
    const low = Math.min(Math.floor(source), from - 1);
    return { low, high: Math.min(low + 1, from - 1), share: source - low };
  };
  return Float64Array.from({ length: rows * columns * channels }, (_, index) => {
    const channel = index % channels;
    const y = along(Math.floor(index / channels / columns), height, rows);
    const x = along(Math.floor(index / channels) % columns, width, columns);
    const at = (row: number, column: number): number =>
      values[(row * width + column) * channels + channel] ?? 0;
    const upper = at(y.low, x.low) * (1 - x.share) + at(y.low, x.high) * x.share;
    const lower = at(y.high, x.low) * (1 - x.share) + at(y.high, x.high) * x.share;
    return upper * (1 - y.share) + lower * y.share;
  });
}
