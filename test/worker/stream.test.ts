import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, test, vi } from "vitest";
import { STREAM_CLOSE } from "../../shared/contract/stream.ts";
import { createDeps } from "../../worker/deps.ts";
import { B_SHAPE, constructHand, L_SHAPE, W_SHAPE, Y_SHAPE } from "../unit/signs/constructed-hand.ts";
import { appWith, call, problemOf } from "./call.ts";
import {
  clock,
  connect,
  framesOf,
  HELD_L,
  JPEG,
  type StreamClient,
  sendAll,
  settle,
  textOf,
} from "./stream-client.ts";

const WORD = [
  { shape: L_SHAPE, seconds: 0.6 },
  { shape: W_SHAPE, seconds: 0.2, speed: 600 },
  { shape: Y_SHAPE, seconds: 0.6 },
  { shape: undefined, seconds: 0.3 },
  { shape: B_SHAPE, seconds: 0.6 },
];
const SECOND = 1000;

const objectOf = ({ hello }: StreamClient) => env.LIVE_STREAM.getByName(`default/${hello.stream}`);

afterEach(() => vi.restoreAllMocks());

describe("a stream", () => {
  test("says hello, and spells a word letter by letter", async () => {
    const client = await connect();
    sendAll(client, framesOf(WORD));
    await settle(client);

    expect(client.hello).toMatchObject({ resumed: false, text: "", language: "ASL" });
    expect(client.hello.model_version).toMatch(/^asl-/);
    const letters = client.messages.filter(({ type }) => type === "letter");
    expect(letters).toMatchObject([{ text: "L" }, { text: "LY" }, { text: "LYB" }]);
    for (const letter of letters) expect(letter).toMatchObject({ confidence: expect.any(Number) });
    expect(letters[0]).toMatchObject({ label: "L", t: expect.closeTo(0.2, 1) });
    client.close();
  });

  const hand = constructHand(L_SHAPE);
  const points = (values: Float32Array) =>
    Array.from({ length: 21 }, (_, point) => {
      const [x, y, z] = values.subarray(point * 3);
      return { x, y, z, visibility: 1 };
    });
  test.each([
    ["63 numbers with times", (t: number) => JSON.stringify({ t, landmarks: [...hand] })],
    ["21 points with times", (t: number) => JSON.stringify({ t, landmarks: points(hand) })],
    ["64 floats, the first a time", (t: number) => Float32Array.of(t, ...hand)],
  ])("takes %s", async (_, frame) => {
    const client = await connect();
    for (let index = 0; index < 12; index++) client.send(frame(100 + index / 20));

    expect(await client.next("letter")).toMatchObject({ label: "L", t: expect.closeTo(100.2, 1) });
    client.close();
  });

  test("takes fractions of a picture for the same hand, whatever the picture's shape", async () => {
    const [inPixels, inFractions] = await Promise.all([connect(), connect("aspect=0.25")]);
    const fractions = hand.map((value, index) => value / (index % 3 === 1 ? 800 : 200));
    for (let t = 0; t < 0.6; t += 0.05) {
      inPixels.send(Float32Array.of(t, ...hand));
      inFractions.send(Float32Array.of(t, ...fractions));
    }

    const { label, confidence } = await inPixels.next("letter");
    expect(await inFractions.next("letter")).toMatchObject({
      label,
      confidence: expect.closeTo(confidence, 4),
    });
    inPixels.close();
    inFractions.close();
  });

  test("counts frames without a time when they arrive", async () => {
    const time = clock();
    const client = await connect();
    for (let index = 0; index < 12; index++) {
      time.pass(50);
      client.send(hand);
      await settle(client);
    }

    expect(textOf(client.messages)).toBe("L");
    expect(client.messages.find(({ type }) => type === "letter")).toMatchObject({
      t: expect.closeTo(0.25, 1),
    });
    client.close();
  });

  test("reads the hand in pictures", async () => {
    const time = clock();
    const client = await connect();
    for (let index = 0; index < 12; index++) {
      time.pass(50);
      client.send(JPEG);
      await settle(client);
    }

    // The recogniser of this configuration sees the same flat hand in every picture.
    const letters = client.messages.filter(({ type }) => type === "letter");
    expect(letters).toMatchObject([{ label: "B", text: "B", t: expect.closeTo(0.25, 1) }]);
    client.close();
  });

  test("tells guesses to those who ask for them", async () => {
    const client = await connect("guesses=true");
    sendAll(
      client,
      framesOf([
        { shape: L_SHAPE, seconds: 0.1 },
        { shape: undefined, seconds: 0.1 },
      ]),
    );
    await settle(client);

    const guesses = client.messages.filter(({ type }) => type === "guess");
    expect(guesses).toMatchObject([
      { label: "L", confidence: expect.any(Number) },
      { label: null, confidence: null },
    ]);
    client.close();
  });

  test("answers ping, and clears its text", async () => {
    const client = await connect();
    sendAll(client, framesOf(HELD_L));
    await client.next("letter");
    client.send("ping");
    client.send(JSON.stringify({ type: "clear" }));

    expect((await client.next("text")).text).toBe("");
    sendAll(client, framesOf([{ shape: Y_SHAPE, seconds: 0.6 }], 5));
    expect((await client.next("letter")).text).toBe("Y");
    client.close();
  });
});

describe("a stream that is interrupted", () => {
  test("loses nothing when its object is evicted between any two frames", async () => {
    clock();
    const undisturbed = await connect();
    const evicted = await connect();
    const frames = framesOf(WORD);
    sendAll(undisturbed, frames);
    for (const [index, frame] of frames.entries()) {
      evicted.send(frame);
      if (index % 3 !== 0) continue;
      await settle(evicted);
      await evictDurableObject(objectOf(evicted));
    }
    await settle(undisturbed);
    await settle(evicted);

    const letters = (client: StreamClient) => client.messages.filter(({ type }) => type === "letter");
    expect(letters(evicted)).toEqual(letters(undisturbed));
    expect(textOf(evicted.messages)).toBe("LYB");
    undisturbed.close();
    evicted.close();
  });

  test("goes on where it was, also in the middle of a letter, by another clock", async () => {
    const frames = framesOf([...HELD_L, { shape: Y_SHAPE, seconds: 0.15 }]);
    const first = await connect();
    sendAll(first, frames);
    await settle(first);
    first.close();
    await first.closed;
    await evictDurableObject(objectOf(first));

    const second = await connect(`resume=${first.hello.stream}`);
    sendAll(second, framesOf([{ shape: Y_SHAPE, seconds: 0.5 }], 7000));
    await settle(second);

    expect(second.hello).toMatchObject({ resumed: true, stream: first.hello.stream, text: "L" });
    expect(second.messages.filter(({ type }) => type === "letter")).toMatchObject([
      { label: "Y", text: "LY" },
    ]);
    second.close();
  });

  test("is taken over by the client that resumes it, whether or not its old connection is gone", async () => {
    const first = await connect();
    sendAll(first, framesOf(HELD_L));
    await first.next("letter");

    const second = await connect(`resume=${first.hello.stream.toUpperCase()}`);

    expect(second.hello).toMatchObject({ resumed: true, text: "L" });
    expect(await first.closed).toBe(STREAM_CLOSE.takenOver);
    second.close();
  });

  test("begins anew when it is unknown", async () => {
    const unknown = crypto.randomUUID();
    const client = await connect(`resume=${unknown}`);

    expect(client.hello).toMatchObject({ resumed: false, text: "" });
    expect(client.hello.stream).not.toBe(unknown);
    client.close();
  });

  test("is closed when idle, kept for a while, and then erased", async () => {
    const time = clock();
    const client = await connect();
    sendAll(client, framesOf(HELD_L));
    await client.next("letter");
    const object = objectOf(client);

    time.pass(100 * SECOND);
    client.send(JSON.stringify({ type: "clear" }));
    await client.next("text");
    time.pass(21 * SECOND);
    await runDurableObjectAlarm(object);
    client.send("ping");
    sendAll(client, framesOf([{ shape: Y_SHAPE, seconds: 0.6 }], 500));
    await settle(client);
    time.pass(121 * SECOND);
    await evictDurableObject(object);
    await runDurableObjectAlarm(object);
    expect(await client.closed).toBe(STREAM_CLOSE.idle);

    time.pass(500 * SECOND);
    await runDurableObjectAlarm(object);
    expect((await connect(`resume=${client.hello.stream}`)).hello).toMatchObject({
      resumed: true,
      text: "Y",
    });
    time.pass(121 * SECOND);
    await runDurableObjectAlarm(object);
    time.pass(601 * SECOND);
    await runDurableObjectAlarm(object);

    expect((await connect(`resume=${client.hello.stream}`)).hello.resumed).toBe(false);
    const left = await runInDurableObject(object, (_, { storage }) => storage.getAlarm());
    expect(left).toBeNull();
  });
});

describe("the address of streams", () => {
  test.each([
    ["a plain request", "", {}, 426, "upgrade_required"],
    ["a language that nobody knows", "language=XYZ", { Upgrade: "websocket" }, 422, "language_not_supported"],
    [
      "a version that nobody knows",
      "model_version=asl-letters-9.9.9",
      { Upgrade: "websocket" },
      422,
      "model_version_not_supported",
    ],
    ["an id that is none", "resume=abc", { Upgrade: "websocket" }, 422, "validation_failed"],
    ["a picture without width", "aspect=0", { Upgrade: "websocket" }, 422, "validation_failed"],
  ])("refuses %s", async (_, query, headers, status, code) => {
    const problem = await problemOf(await call(`/api/v1/stream?${query}`, { headers }));

    expect(problem).toMatchObject({ status, code });
  });

  test("reads by a model of its own where the configured version is the backend's alone", async () => {
    const { settings } = createDeps(env).parts;
    const app = appWith({ settings: { ...settings, activeModels: { ASL: "asl-letters-9.9.9" } } });

    const answer = await app("/api/v1/stream", { headers: { Upgrade: "websocket" } });

    expect(answer.status).toBe(101);
    answer.webSocket?.accept();
    answer.webSocket?.close();
  });

  test("opens a stream under its former prefix and in small letters too", async () => {
    const answer = await call("/ml/api/v1/stream?language=asl", { headers: { Upgrade: "websocket" } });

    expect(answer.status).toBe(101);
    answer.webSocket?.accept();
    answer.webSocket?.close();
  });
});
