/**
 * What a decoder process writes for a job: records of a header and a payload, first the frames, then one verdict.
 * Header, little endian: u32 kind, u32 width, u32 height, u32 payload bytes, f64 seconds. A frame's payload is RGB, 8 bits a channel,
 * row by row; a verdict's is JSON.
 */
export const HEADER_BYTES = 24;

/** Longest verdict a reader accepts. */
export const MAX_VERDICT_BYTES = 4096;

export interface RecordHeader {
  readonly kind: "frame" | "verdict";
  readonly width: number;
  readonly height: number;
  readonly payloadBytes: number;
  /** Time of the frame since the first one. */
  readonly seconds: number;
}

const KINDS = ["frame", "verdict"] as const;

export function writeHeader({ kind, width, height, payloadBytes, seconds }: RecordHeader): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES);
  const view = new DataView(bytes.buffer);
  [KINDS.indexOf(kind), width, height, payloadBytes].forEach((value, index) => {
    view.setUint32(index * 4, value, true);
  });
  view.setFloat64(16, seconds, true);
  return bytes;
}

/** Undefined when the bytes are no header, or announce a payload that does not fit their picture or `maxSide`. */
export function readHeader(bytes: Uint8Array, maxSide: number): RecordHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
  const kind = KINDS[view.getUint32(0, true)];
  const width = view.getUint32(4, true);
  const height = view.getUint32(8, true);
  const payloadBytes = view.getUint32(12, true);
  const seconds = view.getFloat64(16, true);
  const isSound =
    kind === "frame"
      ? width > 0 &&
        height > 0 &&
        Math.max(width, height) <= maxSide &&
        payloadBytes === width * height * 3 &&
        seconds >= 0
      : payloadBytes <= MAX_VERDICT_BYTES;
  return kind && isSound ? { kind, width, height, payloadBytes, seconds } : undefined;
}
