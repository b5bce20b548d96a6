/** POST /invocations of a running server, with files good and bad. */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  makePicture,
  makePictureBomb,
  makeSound,
  makeVideo,
  PLAYLIST,
  rotateByMetadata,
  truncate,
} from "./media.ts";
import { invoke, pingOf, problemOf, resultOf, type ServerProcess, startServer } from "./server-process.ts";

const CLIPS = new URL("../clips/", import.meta.url);

let server: ServerProcess;
let folder: string;
let video: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "senal-test-"));
  [server, video] = await Promise.all([startServer(), makeVideo(join(folder, "video.mp4"))]);
});

afterAll(async () => {
  server.kill("SIGTERM");
  await server.ended;
  await rm(folder, { recursive: true });
});

const file = (name: string): string => join(folder, name);

describe("a loaded server", () => {
  test("says at /ping which model it has and what runs it", async () => {
    const ping = await pingOf(server);

    expect(ping).toMatchObject({ status: "ready", provider: "cpu", model_version: expect.any(String) });
  });

  test("counts requests by task and outcome at /metrics", async () => {
    await invoke(server, "not a video", { query: "task=predict" });

    const text = await (await fetch(`${server.url}/metrics`)).text();

    expect(text).toMatch(/senal_vision_requests_total\{task="predict",outcome="media_unreadable"\} \d+/);
    expect(text).toContain('senal_vision_decode_seconds_bucket{le="+Inf"}');
  });

  test("answers a wrong method and a wrong address with problems", async () => {
    const method = await fetch(`${server.url}/invocations`);
    const address = await fetch(`${server.url}/nowhere`);

    expect([method.status, method.headers.get("Allow")]).toEqual([405, "POST"]);
    expect((await problemOf(method)).code).toBe("method_not_allowed");
    expect((await problemOf(address)).code).toBe("route_not_found");
  });
});

describe("a clip", async () => {
  const clips = (await readdir(CLIPS)).filter((name) => /\.(mp4|webm)$/.test(name));

  test.each(clips)("%s is read, every letter in order", async (name) => {
    const word = /^asl-(\w+)/.exec(name)?.[1]?.toUpperCase() ?? "";

    const result = await resultOf(await invoke(server, await readFile(new URL(name, CLIPS))));

    expect([...word]).toContain(result.predictions[0]?.label);
    expect(result.predictions[0]?.confidence).toBeGreaterThan(0.5);
    expect(result.segments?.map(({ label }) => label)).toEqual([...word]);
    expect(result.readings).toMatchObject([{ segments: result.segments }]);
    expect(result.hands).toHaveLength(1);
  });
});

describe("a video without hands", () => {
  test("has no predictions", async () => {
    const result = await resultOf(await invoke(server, await readFile(video)));

    expect(result).toMatchObject({ predictions: [], segments: [], image: { width: 320, height: 240 } });
    expect(Object.keys(result.timings_ms)).toEqual(["decode", "track", "classify", "total"]);
  });

  test("is seen upright when its metadata says that it was recorded sideways", async () => {
    const rotated = await rotateByMetadata(video, file("rotated.mp4"));

    const result = await resultOf(await invoke(server, await readFile(rotated)));

    expect(result.image).toEqual({ width: 240, height: 320 });
  });

  test("counts as far as it can be read when it breaks off", async () => {
    const whole = await makeVideo(file("whole.mkv"), { frames: 90 });
    const broken = await truncate(whole, file("broken.mkv"), 0.5);

    const response = await invoke(server, await readFile(broken));

    expect(response.status).toBe(200);
  });
});

describe("a picture", () => {
  test("is recognised by its bytes and scaled to what recognition needs", async () => {
    const response = await invoke(server, await makePicture(3000, 2000), { query: "task=detect" });

    const result = await resultOf(response);
    expect(result).toMatchObject({ hands: [], predictions: [], image: { width: 1280, height: 853 } });
  });
});

describe("a bad file", () => {
  test.each([
    ["empty", async () => Buffer.alloc(0), "media_empty"],
    ["text", async () => Buffer.from("hello"), "media_unreadable"],
    ["a playlist that poses as a video", async () => Buffer.from(PLAYLIST), "media_unreadable"],
    ["sound alone", async () => readFile(await makeSound(file("sound.mp4"))), "media_without_video"],
    [
      "wider than allowed",
      async () => readFile(await makeVideo(file("wide.mp4"), { width: 4112, height: 64, frames: 2 })),
      "media_dimensions_too_large",
    ],
    ["a picture bomb", makePictureBomb, "media_dimensions_too_large"],
    [
      "a still picture in a video container",
      async () => Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic"),
      "media_unreadable",
    ],
    ["a truncated picture", async () => (await makePicture(800, 600)).subarray(0, 700), "media_unreadable"],
  ])("that is %s gets a problem", async (_, make, code) => {
    const response = await invoke(server, await make());

    expect(response.status).toBe(422);
    expect(response.headers.get("Content-Type")).toBe("application/problem+json");
    expect((await problemOf(response)).code).toBe(code);
  });

  test("that is too large is refused", async () => {
    const response = await invoke(server, Buffer.alloc(51 * 1024 * 1024));

    expect(response.status).toBe(413);
    expect(await problemOf(response)).toMatchObject({ code: "media_too_large" });
  });
});

describe("options", () => {
  test("that are wrong are named", async () => {
    const response = await invoke(server, "x", { query: "task=sing&top_k=0" });

    const problem = await problemOf(response);
    expect(response.status).toBe(422);
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(["/task", "/top_k"]);
  });

  test("of another media type or language are refused in the reader's language", async () => {
    const json = await invoke(server, "{}", { headers: { "Content-Type": "application/json" } });
    const language = await invoke(server, await readFile(video), {
      query: "language=XYZ",
      headers: { "Accept-Language": "fr;q=0.9, es-MX" },
    });

    expect(json.status).toBe(415);
    expect(await problemOf(language)).toMatchObject({
      code: "language_not_supported",
      title: "Lengua de señas no admitida",
    });
  });

  test("may come as SageMaker's custom attributes, and the request id is echoed and logged", async () => {
    const attributes = "task=detect;request_id=lesson-7";

    const response = await invoke(server, await makePicture(64, 64), {
      headers: { "X-Amzn-SageMaker-Custom-Attributes": attributes },
    });

    await resultOf(response);
    expect(response.headers.get("X-Request-Id")).toBe("lesson-7");
    const line = server.log.find(({ request_id }) => request_id === "lesson-7");
    expect(line).toMatchObject({ message: "invocation", task: "detect", outcome: "ok", status: 200 });
  });
});
