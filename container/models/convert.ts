/**
 * Turns a hand model from TFLite (NHWC) into ONNX (NCHW). Rank-4 activations change their layout, everything else keeps
 * it; the batch dimension becomes free.
 */
import { encodeOnnx, type OnnxAttribute, type OnnxNode, type OnnxTensor } from "./onnx.ts";
import {
  hasRelu6,
  readTflite,
  samePadding,
  type TfliteGraph,
  type TfliteOperator,
  windowOf,
} from "./tflite.ts";

/** Grows with every change of what is written, so that cached models are made anew. */
export const CONVERTER_VERSION = 1;

export const convertToOnnx = (tflite: Uint8Array): Uint8Array => new Conversion(readTflite(tflite)).run();

class Conversion {
  readonly #graph: TfliteGraph;
  readonly #nodes: OnnxNode[] = [];
  readonly #initializers = new Map<string, OnnxTensor>();
  /** Constants that a DEQUANTIZE has widened: output tensor -> constant tensor. */
  readonly #widened = new Map<number, number>();

  constructor(graph: TfliteGraph) {
    this.#graph = graph;
  }

  run(): Uint8Array {
    for (const operator of this.#graph.operators) this.#convert(operator);
    const value = (tensor: number) => ({
      name: name(tensor),
      shape: ["N", ...toNchw(this.#shape(tensor)).slice(1)],
    });
    return encodeOnnx({
      nodes: this.#nodes,
      initializers: [...this.#initializers.values()],
      inputs: this.#graph.inputs.map(value),
      outputs: this.#graph.outputs.map(value),
    });
  }

  #convert(operator: TfliteOperator): void {
    const [input = -1, second = -1, third = -1] = operator.inputs;
    const [output = -1] = operator.outputs;
    switch (operator.name) {
      case "DEQUANTIZE":
        this.#widened.set(output, input);
        return;
      case "CONV_2D":
        return this.#convolution(operator, [0, 3, 1, 2], 1);
      case "DEPTHWISE_CONV_2D":
        return this.#convolution(operator, [3, 0, 1, 2], this.#shape(second)[3] ?? 1);
      case "ADD":
        return this.#emit("Add", [name(input), name(second)], output);
      case "PRELU":
        return this.#prelu(input, second, output);
      case "MAX_POOL_2D":
        return this.#maxPool(operator);
      case "PAD":
        return this.#padChannels(input, second, output);
      case "RESIZE_BILINEAR":
        return this.#resize(operator);
      case "RESHAPE":
        return this.#reshape(input, output);
      case "CONCATENATION":
        return this.#emit("Concat", operator.inputs.map(name), output, {
          axis: operator.options?.int32(0) ?? 0,
        });
      case "MEAN":
        this.#emit("GlobalAveragePool", [name(input)], `${name(output)}_mean`);
        return this.#emit("Flatten", [`${name(output)}_mean`], output);
      case "FULLY_CONNECTED": {
        const inputs = [name(input), this.#constant(second), ...(third < 0 ? [] : [this.#constant(third)])];
        return this.#emit("Gemm", inputs, output, { transB: 1 });
      }
      case "LOGISTIC":
        return this.#emit("Sigmoid", [name(input)], output);
    }
  }

  #convolution(operator: TfliteOperator, layout: readonly number[], groups: number): void {
    const [input = -1, weights = -1, bias = -1] = operator.inputs;
    const [output = -1] = operator.outputs;
    const [, height = 1, width = 1] = this.#shape(weights);
    const isDepthwise = operator.name === "DEPTHWISE_CONV_2D";
    const isClipped = hasRelu6(operator.options, isDepthwise ? 4 : 3);
    const inputs = [
      name(input),
      this.#constant(weights, layout),
      ...(bias < 0 ? [] : [this.#constant(bias)]),
    ];
    const result = isClipped ? `${name(output)}_unclipped` : name(output);
    this.#emit("Conv", inputs, result, { group: groups, ...this.#window(operator, height, width) });
    if (isClipped) {
      this.#emit("Clip", [result, this.#scalar("zero", 0), this.#scalar("six", 6)], output);
    }
  }

  /**
   * prelu(x) = a x + (1 - a) relu(x), written as two depthwise 1x1 convolutions: ONNX Runtime keeps its blocked layout
   * through convolutions and would leave it for PRelu, which costs a fifth of the palm model's time.
   */
  #prelu(input: number, slope: number, output: number): void {
    const slopes = this.#values(slope);
    const channels = slopes.length;
    const weight = (suffix: string, data: Float32Array<ArrayBuffer>): string =>
      this.#initializer({ name: `${name(slope)}_${suffix}`, shape: [channels, 1, 1, 1], data });
    const [relu, below, above] = ["relu", "below", "above"].map((part) => `${name(output)}_${part}`) as [
      string,
      string,
      string,
    ];
    const convolution = { group: channels, kernel_shape: [1, 1] };
    this.#emit("Relu", [name(input)], relu);
    this.#emit("Conv", [name(input), weight("below", slopes)], below, convolution);
    this.#emit(
      "Conv",
      [relu, weight("above", slopes.map((a) => 1 - a) as typeof slopes)],
      above,
      convolution,
    );
    this.#emit("Add", [below, above], output);
  }

  #maxPool(operator: TfliteOperator): void {
    const [input = -1] = operator.inputs;
    const width = operator.options?.int32(3) ?? 1;
    const height = operator.options?.int32(4) ?? 1;
    this.#emit("MaxPool", [name(input)], operator.outputs[0] ?? -1, this.#window(operator, height, width));
  }

  #window(operator: TfliteOperator, kernelY: number, kernelX: number): Record<string, OnnxAttribute> {
    const [, height = 1, width = 1] = this.#shape(operator.inputs[0] ?? -1);
    const { isSame, strideX, strideY } = windowOf(operator.options);
    const [top, bottom] = isSame ? samePadding(height, kernelY, strideY) : [0, 0];
    const [left, right] = isSame ? samePadding(width, kernelX, strideX) : [0, 0];
    return {
      kernel_shape: [kernelY, kernelX],
      strides: [strideY, strideX],
      pads: [top, left, bottom, right],
    };
  }

  #padChannels(input: number, pads: number, output: number): void {
    const pairs = [...this.#values(pads)];
    const order = [0, 3, 1, 2];
    const starts = order.map((axis) => pairs[axis * 2] ?? 0);
    const ends = order.map((axis) => pairs[axis * 2 + 1] ?? 0);
    this.#emit("Pad", [name(input), this.#integers(`${name(output)}_pads`, [...starts, ...ends])], output);
  }

  #resize(operator: TfliteOperator): void {
    const [input = -1] = operator.inputs;
    const [output = -1] = operator.outputs;
    if (operator.options?.int8(2) !== 0 || operator.options.int8(3) !== 1) {
      throw new Error("Only half-pixel resizing is supported");
    }
    const [, height = 1, width = 1] = this.#shape(input);
    const [, newHeight = 1, newWidth = 1] = this.#shape(output);
    const scales = this.#initializer({
      name: `${name(output)}_scales`,
      shape: [4],
      data: Float32Array.from([1, 1, newHeight / height, newWidth / width]),
    });
    const attributes = { mode: "linear", coordinate_transformation_mode: "half_pixel" };
    this.#emit("Resize", [name(input), "", scales], output, attributes);
  }

  /** Values are counted in NHWC order, so a rank-4 input goes back to it first. */
  #reshape(input: number, output: number): void {
    const isImage = this.#shape(input).length === 4;
    const source = isImage ? `${name(output)}_nhwc` : name(input);
    if (isImage) this.#emit("Transpose", [name(input)], source, { perm: [0, 2, 3, 1] });
    const target = [0, ...this.#shape(output).slice(1)];
    this.#emit("Reshape", [source, this.#integers(`${name(output)}_shape`, target)], output);
  }

  #emit(
    type: string,
    inputs: readonly string[],
    output: number | string,
    attributes: Readonly<Record<string, OnnxAttribute>> = {},
  ): void {
    this.#nodes.push({
      type,
      inputs,
      outputs: [typeof output === "number" ? name(output) : output],
      attributes,
    });
  }

  /** Name of an initializer that holds constant `tensor`, its axes permuted by `layout`. */
  #constant(tensor: number, layout?: readonly number[]): string {
    const shape = this.#shape(tensor);
    const data = this.#values(tensor);
    return this.#initializer(
      layout
        ? {
            name: name(tensor),
            shape: layout.map((axis) => shape[axis] ?? 1),
            data: permute(data, shape, layout),
          }
        : { name: name(tensor), shape, data },
    );
  }

  #scalar(label: string, value: number): string {
    return this.#initializer({ name: label, shape: [], data: Float32Array.of(value) });
  }

  #integers(label: string, values: readonly number[]): string {
    return this.#initializer({
      name: label,
      shape: [values.length],
      data: BigInt64Array.from(values.map(BigInt)),
    });
  }

  #initializer(tensor: OnnxTensor): string {
    this.#initializers.set(tensor.name, tensor);
    return tensor.name;
  }

  #shape(tensor: number): readonly number[] {
    return this.#graph.tensors[tensor]?.shape ?? [];
  }

  #values(tensor: number): Float32Array<ArrayBuffer> {
    const data = this.#graph.tensors[this.#widened.get(tensor) ?? tensor]?.data;
    if (!data) throw new Error(`Tensor ${tensor} is not a constant`);
    return Float32Array.from(data);
  }
}

const name = (tensor: number): string => `t${tensor}`;

const toNchw = (shape: readonly number[]): readonly number[] =>
  shape.length === 4 ? [0, 3, 1, 2].map((axis) => shape[axis] ?? 1) : shape;

/** Moves axis `layout[i]` of rank-4 `data` to place i. */
function permute(
  data: Float32Array<ArrayBuffer>,
  shape: readonly number[],
  layout: readonly number[],
): Float32Array<ArrayBuffer> {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));
  const [sizeA = 1, sizeB = 1, sizeC = 1, sizeD = 1] = layout.map((axis) => shape[axis]);
  const [stepA = 0, stepB = 0, stepC = 0, stepD = 0] = layout.map((axis) => strides[axis]);
  const result = new Float32Array(data.length);
  let position = 0;
  for (let a = 0; a < sizeA; a++)
    for (let b = 0; b < sizeB; b++)
      for (let c = 0; c < sizeC; c++)
        for (let d = 0; d < sizeD; d++)
          result[position++] = data[a * stepA + b * stepB + c * stepC + d * stepD] ?? 0;
  return result;
}
