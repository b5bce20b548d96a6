/** Decoding by its own door, with limits small enough to be met. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { decodeVideo } from "../../container/decode/decode-media.ts";
import { DEFAULT_DECODE_LIMITS, type DecodeLimits } from "../../container/decode/limits.ts";
import { makeVideo } from "./media.ts";

let folder: string;
/** Two seconds at 30 frames a second. */
let video: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "senal-test-"));
  video = await makeVideo(join(folder, "video.mp4"), { frames: 60, framesPerSecond: 30 });
});

afterAll(() => rm(folder, { recursive: true }));

async function timesOf(limits: Partial<DecodeLimits>, signal?: AbortSignal): Promise<number[]> {
  const times: number[] = [];
  const options = { limits: { ...DEFAULT_DECODE_LIMITS, ...limits }, ...(signal && { signal }) };
  for await (const { seconds } of decodeVideo(video, options)) times.push(seconds);
  return times;
}

test("frames come evenly at the rate that was asked for", async () => {
  const times = await timesOf({ framesPerSecond: 10 });

  expect(times).toHaveLength(20);
  for (const [index, seconds] of times.entries()) expect(seconds).toBeCloseTo(index / 10, 5);
});

test.each([
  ["frames", { maxFrames: 7 }, 7],
  ["source frames", { maxSourceFrames: 21 }, 11],
  ["seconds", { maxSeconds: 1 }, 16],
])("no more %s are read than allowed", async (_, limits, frames) => {
  expect(await timesOf(limits)).toHaveLength(frames);
});

test("a decoder that keeps its reader waiting is given up", async () => {
  await expect(timesOf({ timeoutMs: 1 })).rejects.toMatchObject({
    fault: { code: "media_decode_timeout", params: { limit: 1 } },
  });
});

test("an aborted reader gets the reason", async () => {
  const controller = new AbortController();
  const times = timesOf({}, controller.signal);

  controller.abort(new Error("nobody waits"));

  await expect(times).rejects.toThrow("nobody waits");
});
