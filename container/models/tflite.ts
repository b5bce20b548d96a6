/** Reads a .tflite file (schema v3) into a plain graph. Field numbers are those of TensorFlow's schema.fbs. */
import { Table } from "./flatbuffer.ts";

/** Builtin operator codes that the hand models use. */
const OPERATORS = {
  0: "ADD",
  2: "CONCATENATION",
  3: "CONV_2D",
  4: "DEPTHWISE_CONV_2D",
  6: "DEQUANTIZE",
  9: "FULLY_CONNECTED",
  14: "LOGISTIC",
  17: "MAX_POOL_2D",
  22: "RESHAPE",
  23: "RESIZE_BILINEAR",
  34: "PAD",
  40: "MEAN",
  54: "PRELU",
} as const;

export type OperatorName = (typeof OPERATORS)[keyof typeof OPERATORS];

const FLOAT32 = 0;
const FLOAT16 = 1;
const INT32 = 2;

export interface TfliteTensor {
  /** NHWC for rank 4. */
  readonly shape: readonly number[];
  /** Values of a constant, widened to float32 or kept int32; undefined for what is computed. */
  readonly data: Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer> | undefined;
}

export interface TfliteOperator {
  readonly name: OperatorName;
  /** Tensor numbers; -1 for an omitted optional input. */
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly options: Table | undefined;
}

export interface TfliteGraph {
  readonly tensors: readonly TfliteTensor[];
  readonly operators: readonly TfliteOperator[];
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
}

export interface Window {
  readonly isSame: boolean;
  readonly strideX: number;
  readonly strideY: number;
}

/** Padding kind and strides, the first fields of convolution and pooling options alike. */
export const windowOf = (options: Table | undefined): Window => ({
  isSame: (options?.int8(0) ?? 0) === 0,
  strideX: options?.int32(1) ?? 1,
  strideY: options?.int32(2) ?? 1,
});

/** Amount of padding before and after along one axis: "SAME" puts the odd pixel at the end. */
export function samePadding(
  size: number,
  kernel: number,
  stride: number,
): readonly [before: number, after: number] {
  const total = Math.max(0, (Math.ceil(size / stride) - 1) * stride + kernel - size);
  return [Math.floor(total / 2), total - Math.floor(total / 2)];
}

/** Whether the fused activation in option field `field` is RELU6; anything but NONE and RELU6 is refused. */
export function hasRelu6(options: Table | undefined, field: number): boolean {
  const activation = options?.int8(field) ?? 0;
  if (activation !== 0 && activation !== 3) throw new Error(`Unsupported fused activation ${activation}`);
  return activation === 3;
}

/** Throws on an operator or a type that the hand models do not use. */
export function readTflite(bytes: Uint8Array): TfliteGraph {
  const model = Table.root(bytes);
  const codes = model.tables(1).map((code) => Math.max(code.int8(0), code.int32(3)));
  const [graph] = model.tables(2);
  if (!graph) throw new Error("The model has no subgraph");
  const buffers = model.tables(4);
  return {
    tensors: graph.tables(0).map((tensor) => ({
      shape: tensor.int32s(0),
      data: constantOf(tensor.int8(1), buffers[tensor.int32(2)]),
    })),
    inputs: graph.int32s(1),
    outputs: graph.int32s(2),
    operators: graph.tables(3).map((operator) => ({
      name: operatorName(codes[operator.int32(0)] ?? -1),
      inputs: operator.int32s(1),
      outputs: operator.int32s(2),
      options: operator.table(4),
    })),
  };
}

function operatorName(code: number): OperatorName {
  const name: OperatorName | undefined = OPERATORS[code as keyof typeof OPERATORS];
  if (!name) throw new Error(`Unsupported operator ${code}`);
  return name;
}

function constantOf(type: number, buffer: Table | undefined): TfliteTensor["data"] {
  const bytes = buffer?.bytes(0);
  if (!bytes?.length) return undefined;
  if (type === FLOAT32) return new Float32Array(bytes.buffer);
  if (type === FLOAT16) return Float32Array.from(new Uint16Array(bytes.buffer), widenHalf);
  if (type === INT32) return new Int32Array(bytes.buffer);
  return undefined;
}

/** IEEE 754 binary16 to a number; exact. */
function widenHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
