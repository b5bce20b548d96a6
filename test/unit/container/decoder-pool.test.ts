import { afterEach, describe, expect, test } from "vitest";
import type { Decoder } from "../../../container/decode/decoder.ts";
import { createDecoderPool } from "../../../container/decode/decoder-pool.ts";

const MAX_KEPT = 4;

describe("the decoders of streams", () => {
  const pool = createDecoderPool(64, 0);
  const taken: Decoder[] = [];
  const take = (stream?: string): Decoder => {
    const decoder = pool.take(stream);
    taken.push(decoder);
    return decoder;
  };
  afterEach(() => {
    for (const decoder of taken.splice(0)) decoder.kill();
  });

  test("are kept for the next picture of the same stream, and for no other", () => {
    const decoder = take("ana");
    pool.keep(decoder, "ana");

    expect(take("ben")).not.toBe(decoder);
    expect(take()).not.toBe(decoder);
    expect(take("ana")).toBe(decoder);
    expect(take("ana")).not.toBe(decoder);
  });

  test("that wait longest make room", async () => {
    const decoders = Array.from({ length: MAX_KEPT + 1 }, (_, index) => take(`stream-${index}`));
    for (const [index, decoder] of decoders.entries()) pool.keep(decoder, `stream-${index}`);
    await decoders[0]?.ended;

    expect(take("stream-0")).not.toBe(decoders[0]);
    expect(take("stream-4")).toBe(decoders[4]);
  });

  test("are replaced after a thousand pictures", async () => {
    const decoder = take("ana");
    for (let picture = 1; picture < 1_000; picture++) {
      pool.keep(decoder, "ana");
      expect(take("ana")).toBe(decoder);
    }
    pool.keep(decoder, "ana");
    await decoder.ended;

    expect(take("ana")).not.toBe(decoder);
  });

  test("that die meanwhile are not given out", async () => {
    const decoder = take("ana");
    pool.keep(decoder, "ana");
    decoder.kill();
    await decoder.ended;

    expect(take("ana")).not.toBe(decoder);
  });

  test("end with the pool", async () => {
    const closing = createDecoderPool(64, 1);
    const [first, second] = [closing.take("ana"), closing.take("ben")];
    closing.keep(first, "ana");
    closing.close();
    closing.keep(second, "ben");

    await Promise.all([first.ended, second.ended]);
  });
});
