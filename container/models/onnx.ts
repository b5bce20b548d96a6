/** Writes ONNX models (IR version 8, operator set 17) as protobuf; field numbers are those of onnx.proto3. */

const IR_VERSION = 8;
const OPERATOR_SET = 17;

export interface OnnxTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array<ArrayBuffer> | BigInt64Array<ArrayBuffer>;
}

/** Numbers become INT, arrays INTS, texts STRING, `{ float }` FLOAT. */
export type OnnxAttribute = number | readonly number[] | string | { readonly float: number };

export interface OnnxNode {
  readonly type: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: Readonly<Record<string, OnnxAttribute>>;
}

/** A graph input or output; a text in `shape` names a dimension that may have any size. */
export interface OnnxValue {
  readonly name: string;
  readonly shape: readonly (number | string)[];
}

export interface OnnxGraph {
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly OnnxTensor[];
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
}

export const encodeOnnx = (graph: OnnxGraph): Uint8Array =>
  join([
    integer(1, IR_VERSION),
    text(2, "senal"),
    message(7, [
      ...graph.nodes.map((node) => message(1, encodeNode(node))),
      text(2, "graph"),
      ...graph.initializers.map((tensor) => message(5, encodeTensor(tensor))),
      ...graph.inputs.map((value) => message(11, encodeValue(value))),
      ...graph.outputs.map((value) => message(12, encodeValue(value))),
    ]),
    message(8, [text(1, ""), integer(2, OPERATOR_SET)]),
  ]);

function encodeNode({ type, inputs, outputs, attributes = {} }: OnnxNode): Uint8Array[] {
  return [
    ...inputs.map((name) => text(1, name)),
    ...outputs.map((name) => text(2, name)),
    text(4, type),
    ...Object.entries(attributes).map(([name, value]) =>
      message(5, [text(1, name), ...encodeAttribute(value)]),
    ),
  ];
}

function encodeAttribute(value: OnnxAttribute): Uint8Array[] {
  if (typeof value === "number") return [integer(3, value), integer(20, 2)];
  if (typeof value === "string") return [text(4, value), integer(20, 3)];
  if ("float" in value) {
    const bytes = new Uint8Array(new Float32Array([value.float]).buffer);
    return [join([varint((2 << 3) | 5), bytes]), integer(20, 1)];
  }
  return [...value.map((item) => integer(8, item)), integer(20, 7)];
}

function encodeTensor({ name, shape, data }: OnnxTensor): Uint8Array[] {
  const dataType = data instanceof Float32Array ? 1 : 7;
  return [
    ...shape.map((size) => integer(1, size)),
    integer(2, dataType),
    text(8, name),
    block(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
  ];
}

function encodeValue({ name, shape }: OnnxValue): Uint8Array[] {
  const dimensions = shape.map((size) =>
    message(1, [typeof size === "number" ? integer(1, size) : text(2, size)]),
  );
  const tensorType = message(1, [integer(1, 1), message(2, dimensions)]);
  return [text(1, name), message(2, [tensorType])];
}

function varint(value: number | bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  bytes.push(Number(rest));
  return Uint8Array.from(bytes);
}

const integer = (field: number, value: number): Uint8Array => join([varint(field << 3), varint(value)]);

const block = (field: number, bytes: Uint8Array): Uint8Array =>
  join([varint((field << 3) | 2), varint(bytes.length), bytes]);

const text = (field: number, value: string): Uint8Array => block(field, new TextEncoder().encode(value));

const message = (field: number, parts: readonly Uint8Array[]): Uint8Array => block(field, join(parts));

function join(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let position = 0;
  for (const part of parts) {
    bytes.set(part, position);
    position += part.length;
  }
  return bytes;
}
