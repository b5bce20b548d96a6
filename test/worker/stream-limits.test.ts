/** What a stream endures: clients that misbehave, and pictures whose recogniser is slow or fails. */
import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { Fault } from "../../shared/contract/errors.ts";
import { err, ok, type Result } from "../../shared/contract/result.ts";
import { type ServerMessage, ServerMessageSchema, STREAM_CLOSE } from "../../shared/contract/stream.ts";
import type { Alphabet } from "../../shared/signs/alphabet.ts";
import { alphabetFor } from "../../shared/signs/alphabets.ts";
import { Conversation } from "../../worker/objects/stream/conversation.ts";
import { startOf } from "../../worker/objects/stream/progress.ts";
import type { InferenceBackend, PictureJob, TrackedPicture } from "../../worker/ports/inference.ts";
import { constructHand, L_SHAPE } from "../unit/signs/constructed-hand.ts";
import { clock, connect, framesOf, HELD_L, JPEG, sendAll, settle } from "./stream-client.ts";

const IMAGE = { width: 640, height: 480 };
const hand = constructHand(L_SHAPE);
const L_HAND: TrackedPicture = {
  landmarks: Array.from({ length: 21 }, (_, point) => {
    const [x = 0, y = 0, z = 0] = hand.subarray(point * 3);
    return { x: x / IMAGE.width, y: y / IMAGE.height, z: z / IMAGE.width };
  }),
  image: IMAGE,
};
const NO_HAND: TrackedPicture = { landmarks: undefined, image: IMAGE };

/** A conversation over a socket of its own, and a recogniser that answers when and what the test says. */
function converse() {
  let at = Date.UTC(2026, 0, 1);
  const jobs: PictureJob[] = [];
  const answers: ((answer: Result<TrackedPicture, Fault>) => void)[] = [];
  const inference: Pick<InferenceBackend, "track"> = {
    track: (job) => {
      jobs.push(job);
      return new Promise((resolve) => answers.push(resolve));
    },
  };
  const logged: unknown[] = [];
  const parts = {
    inference: inference as InferenceBackend,
    now: () => at,
    log: (...entry: unknown[]) => void logged.push(entry),
  };
  const { 0: client, 1: server } = new WebSocketPair();
  server.accept();
  client.accept();
  const messages: ServerMessage[] = [];
  client.addEventListener("message", ({ data }) =>
    messages.push(ServerMessageSchema.parse(JSON.parse(String(data)))),
  );
  const closed = new Promise<number>((resolve) => {
    client.addEventListener("close", ({ code }) => resolve(code));
  });
  const alphabet = alphabetFor("ASL") as Alphabet;
  const progress = startOf(alphabet.version, at);
  const connection = {
    requestId: "request-7",
    languageCode: "ASL",
    modelVersion: alphabet.version,
    locale: "es",
    aspect: undefined,
    guesses: false,
  } as const;
  const attachment = {
    streamId: "stream-7",
    connection,
    openedAt: at,
    reading: { progress, offset: undefined, guess: undefined },
  };
  const conversation = new Conversation(server, attachment, alphabet, parts, () => {});
  return {
    conversation,
    jobs,
    messages,
    logged,
    closed,
    /** A picture comes, some time after the last one; its last byte is its number. */
    show: (number: number, afterMs = 50) => {
      at += afterMs;
      const picture = Uint8Array.from(JPEG);
      picture[picture.length - 1] = number;
      return conversation.hear(picture.buffer);
    },
    /** The recogniser answers the job it is at. */
    answer: async (answer: Result<TrackedPicture, Fault>) => {
      await vi.waitFor(() => expect(answers).not.toEqual([]));
      answers.shift()?.(answer);
    },
  };
}

const numbers = (jobs: readonly PictureJob[]) => jobs.map(({ picture }) => picture.at(-1));

afterEach(() => vi.restoreAllMocks());

describe("pictures that come faster than they are read", () => {
  test("give way to the newest, one at a time, and the client is told how many", async () => {
    const { show, answer, jobs, messages } = converse();
    const first = show(1);
    for (const number of [2, 3, 4]) await show(number);
    expect(numbers(jobs)).toEqual([1]);

    await answer(ok(NO_HAND));
    await answer(ok(NO_HAND));
    await first;

    expect(numbers(jobs)).toEqual([1, 4]);
    await vi.waitFor(() => expect(messages).toEqual([{ type: "dropped", pictures: 2 }]));
  });

  test("are read as a letter, and each answer says where to look next", async () => {
    const { show, answer, jobs, messages } = converse();
    for (let number = 0; number < 8; number++) {
      const shown = show(number);
      await answer(ok(number === 6 ? NO_HAND : L_HAND));
      await shown;
    }

    await vi.waitFor(() => expect(messages).toMatchObject([{ type: "letter", label: "L", text: "L" }]));
    expect(jobs[0]).toMatchObject({ requestId: "request-7", streamId: "stream-7", region: undefined });
    const [x = 0, y = 0, side = 0] = jobs[1]?.region ?? [];
    expect(x * IMAGE.width).toBeCloseTo(300, -2);
    expect(y * IMAGE.height).toBeCloseTo(260, -2);
    expect(side).toBeGreaterThan(0.2);
    expect(jobs[7]?.region).toBeUndefined();
  });
});

describe("a recogniser that fails", () => {
  test("is left alone for a second, and the client learns why in its language", async () => {
    const { show, answer, jobs, messages, logged } = converse();
    const failing = show(1);
    await answer(err({ code: "inference_unavailable", cause: "10.0.0.7 refused" }));
    await failing;
    await show(2, 500);
    expect(numbers(jobs)).toEqual([1]);

    const later = show(3, 600);
    await answer(ok(NO_HAND));
    await later;

    expect(numbers(jobs)).toEqual([1, 3]);
    await vi.waitFor(() =>
      expect(messages).toMatchObject([
        { type: "error", code: "inference_unavailable", title: expect.stringContaining("no disponible") },
      ]),
    );
    expect(JSON.stringify(messages)).not.toContain("10.0.0.7");
    expect(JSON.stringify(logged)).toContain("10.0.0.7");
  });

  test("is not blamed for pictures that cannot be read, and who sends nothing else is cut off", async () => {
    const { show, answer, jobs, closed } = converse();
    for (let number = 0; number < 60; number++) {
      const shown = show(number, 1);
      if (jobs.length > number) await answer(err({ code: "media_unreadable" }));
      await shown;
    }

    expect(await closed).toBe(STREAM_CLOSE.misuse);
    expect(jobs).toHaveLength(51);
  });
});

test("an answer that comes after the end changes nothing", async () => {
  const { conversation, show, answer, messages, closed } = converse();
  const shown = show(1);
  conversation.close(STREAM_CLOSE.idle, "enough");
  await answer(ok(L_HAND));
  await shown;

  expect(await closed).toBe(STREAM_CLOSE.idle);
  expect(messages).toEqual([]);
});

describe("a client that misbehaves", () => {
  const nested = "[".repeat(8000) + "]".repeat(8000);
  test.each([
    ["text that is no JSON", "{", "malformed_json"],
    ["JSON of another kind", '{"type":"dance"}', "stream_frame_invalid"],
    ["an unknown field", '{"landmarks":null,"hands":2}', "stream_frame_invalid"],
    ["nested JSON", `{"landmarks":${nested}}`, "stream_frame_invalid"],
    ["too few numbers", `{"landmarks":[${Array(62).fill(1)}]}`, "stream_frame_invalid"],
    ["numbers beyond measure", `{"landmarks":[${Array(63).fill("1e999")}]}`, "stream_frame_invalid"],
    ["a time before the beginning", `{"t":-1,"landmarks":null}`, "stream_frame_invalid"],
    ["NaN", new Float32Array(63).fill(Number.NaN), "stream_frame_invalid"],
    ["infinity", new Float32Array(64).fill(Number.POSITIVE_INFINITY), "stream_frame_invalid"],
    ["too few bytes", new Uint8Array(251), "stream_frame_invalid"],
    ["no bytes", new Uint8Array(0), "stream_frame_invalid"],
    ["a picture that is no JPEG", new Uint8Array(5000), "stream_frame_invalid"],
  ])("is told so after %s, and goes on", async (_, message, code) => {
    const client = await connect("", { "Accept-Language": "es" });
    client.send(message);

    const { detail, ...error } = await client.next("error");
    expect(error.code).toBe(code);
    expect(detail).toMatch(/Envíe|Reading|reading|leerlo/);
    sendAll(client, framesOf(HELD_L));
    expect((await client.next("letter")).text).toBe("L");
    client.close();
  });

  test("is told so when its time runs backwards", async () => {
    const client = await connect();
    client.send('{"t":5,"landmarks":null}');
    client.send('{"t":4.9,"landmarks":null}');

    expect((await client.next("error")).code).toBe("stream_time_reversed");
    client.close();
  });

  test.each([
    ["text", "x".repeat(16 * 1024 + 1)],
    ["a picture", new Uint8Array(512 * 1024 + 1).fill(0xff)],
  ])("is cut off after %s that is too large", async (_, message) => {
    const client = await connect();
    client.send(message);

    expect((await client.next("error")).code).toBe("payload_too_large");
    expect(await client.closed).toBe(STREAM_CLOSE.tooLarge);
  });

  test("is slowed down and then cut off when it floods, and nobody else notices", async () => {
    clock();
    const [flooding, calm] = await Promise.all([connect(), connect()]);
    for (let index = 0; index < 800; index++) flooding.send('{"landmarks":null}');
    sendAll(calm, framesOf(HELD_L));

    expect((await flooding.next("error")).code).toBe("stream_too_fast");
    expect(await flooding.closed).toBe(STREAM_CLOSE.misuse);
    expect((await calm.next("letter")).text).toBe("L");
    await settle(calm);
    calm.close();
  });

  test("is cut off when it never sends a frame", async () => {
    clock();
    const client = await connect();
    for (let index = 0; index < 60; index++) client.send("nonsense");

    expect(await client.closed).toBe(STREAM_CLOSE.misuse);
  });

  test("breaks nothing, whatever it sends", async () => {
    const message = fc.oneof(
      fc.json(),
      fc.string(),
      fc.uint8Array({ maxLength: 300 }),
      fc.uint8Array({ minLength: 252, maxLength: 252 }),
      fc.uint8Array({ minLength: 256, maxLength: 256 }),
      fc.constant(JPEG),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(message, { maxLength: 20 }), async (messages) => {
        const client = await connect("guesses=1");
        for (const sent of messages) client.send(sent);
        client.send('{"type":"clear"}');
        expect((await client.next("text")).text).toBe("");
        client.close();
      }),
      { numRuns: 25 },
    );
  });
});
