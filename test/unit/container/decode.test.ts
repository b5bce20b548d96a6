import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readConfig } from "../../../container/config.ts";
import { ByteReader } from "../../../container/decode/byte-reader.ts";
import { writeHeader } from "../../../container/decode/frame-protocol.ts";
import { frameSize } from "../../../container/decode/frame-size.ts";
import { DEFAULT_DECODE_LIMITS } from "../../../container/decode/limits.ts";
import { type DecoderRecord, readRecords } from "../../../container/decode/read-records.ts";

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let offset = 0; offset < bytes.length; offset += size) yield bytes.subarray(offset, offset + size);
}

async function recordsOf(bytes: Uint8Array, pieceSize = 7): Promise<DecoderRecord[]> {
  const records: DecoderRecord[] = [];
  for await (const record of readRecords(new ByteReader(inPieces(bytes, pieceSize)), 640))
    records.push(record);
  return records;
}

const frame = (width: number, height: number, payloadBytes = width * height * 3): Uint8Array => {
  const header = writeHeader({ kind: "frame", width, height, payloadBytes, seconds: 0.5 });
  return Buffer.concat([header, new Uint8Array(Math.min(payloadBytes, 64)).fill(9)]);
};

describe("what a decoder writes", () => {
  test("is read whatever pieces it arrives in", async () => {
    const verdict = Buffer.from(JSON.stringify({ decodeMs: 3 }));
    const header = writeHeader({
      kind: "verdict",
      width: 0,
      height: 0,
      payloadBytes: verdict.length,
      seconds: 0,
    });
    const bytes = Buffer.concat([frame(2, 3), header, verdict]);

    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: bytes.length }), async (pieceSize) => {
        const records = await recordsOf(bytes, pieceSize);

        expect(records).toMatchObject([
          { kind: "frame", frame: { seconds: 0.5, image: { width: 2, height: 3, channels: 3 } } },
          { kind: "verdict", verdict: { decodeMs: 3 } },
        ]);
      }),
    );
  });

  test.each([
    ["a frame larger than asked for", frame(641, 1)],
    ["a payload that does not fit its picture", frame(2, 2, 13)],
    ["random bytes", new Uint8Array(64).fill(255)],
  ])("is refused when it is %s", async (_, bytes) => {
    await expect(recordsOf(bytes)).rejects.toMatchObject({ fault: { code: "media_unreadable" } });
  });

  test("simply ends where it breaks off", async () => {
    const records = await recordsOf(frame(4, 4).subarray(0, 60));

    expect(records).toEqual([]);
  });
});

describe("the size of a frame", () => {
  test("keeps the shown proportions and stays within the long side", () => {
    const side = fc.integer({ min: 1, max: 4096 });
    fc.assert(
      fc.property(side, side, (width, height) => {
        const size = frameSize(width, height, 1, DEFAULT_DECODE_LIMITS.longSidePixels);

        expect(Math.max(size.width, size.height)).toBeLessThanOrEqual(640);
        expect(Math.abs(size.width * height - size.height * width)).toBeLessThanOrEqual(width + height);
      }),
    );
  });

  test("makes pixels square, unless the header says nonsense", () => {
    expect(frameSize(320, 480, 2, 640)).toEqual({ width: 640, height: 480 });
    expect(frameSize(320, 480, 1000, 640)).toEqual({ width: 320, height: 480 });
  });
});

describe("the settings", () => {
  test("come from the environment, SageMaker's port first", () => {
    const config = readConfig({
      PORT: "81",
      SAGEMAKER_BIND_TO_PORT: "82",
      CONCURRENCY: "3",
      MODEL_QUALITY: "",
    });

    expect(config).toMatchObject({ port: 82, concurrency: 3, queueLimit: 12, modelQuality: "full" });
  });

  test("that are wrong are all named", () => {
    expect(() => readConfig({ PORT: "http", MODEL_QUALITY: "best" })).toThrow(/PORT: .*MODEL_QUALITY: /);
  });
});
