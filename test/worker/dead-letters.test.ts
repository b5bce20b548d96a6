import { describe, expect, test } from "vitest";
import { DeadLetterListResponseSchema, DeadLetterSchema } from "../../shared/contract/dead-letters.ts";
import { err } from "../../shared/contract/result.ts";
import { ConsumerStatusSchema } from "../../shared/contract/service.ts";
import type { Parts } from "../../worker/services/parts.ts";
import { appWith, problemOf } from "./call.ts";
import { deliver } from "./deliver.ts";
import { createWorld, recognised } from "./world.ts";

describe("a message that cannot be read", () => {
  const ofAnotherVersion = { sessionId: "ana@example.org", requestId: 7, notes: "n".repeat(5000) };

  test.each(["senal-assess", "senal-mirror", "senal-assess-dead"])(
    "from %s is kept as a dead letter, of which the log tells no more than that",
    async (queue) => {
      const lines: unknown[] = [];
      // The tests make the ids of messages from what is in them.
      const log: Parts["log"] = (level, message, { message_id: _, ...fields }) =>
        lines.push([level, message, fields]);
      const { parts } = createWorld({ log });
      const app = appWith({});
      const dead = async () =>
        ConsumerStatusSchema.parse(await (await app("/api/v1/consumer/status")).json()).dead;
      const before = await dead();

      const result = await deliver(parts, queue, [ofAnotherVersion]);

      expect(result).toMatchObject({ acked: 1, retried: 0 });
      expect(await dead()).toBe(before + 1);
      const letters = await parts.deadLetters.list(100);
      expect(
        letters.find(({ messageId }) => messageId.startsWith(`${queue}-0-{"sessionId":"ana@`)),
      ).toMatchObject({
        queue: queue.replace("-dead", ""),
        reason: "unreadable_message",
        sessionId: null,
        body: JSON.stringify(ofAnotherVersion).slice(0, 4096),
      });
      expect(lines).toEqual([
        ["warn", "message", expect.objectContaining({ outcome: "unreadable", code: "unreadable_message" })],
      ]);
      expect(JSON.stringify(lines)).not.toMatch(/ana@|nnn/);
    },
  );

  test("comes again while it cannot be written down", async () => {
    const { parts } = createWorld();
    const record = () => Promise.reject(new Error("D1_ERROR: overloaded"));
    const broken = { ...parts, deadLetters: { ...parts.deadLetters, record } };

    expect(await deliver(broken, "senal-assess", ["nonsense"])).toMatchObject({ acked: 0, retried: 1 });
  });

  test("is not replayed, and the answer says what to do, until it can be read", async () => {
    const world = createWorld();
    const message = await world.submit();
    const { deadLetters } = world.parts;
    const letter = {
      queue: "senal-assess",
      reason: "unreadable_message",
      sessionId: null,
      requestId: null,
      recordedAt: 0,
    } as const;
    const [unreadable, readable] = [crypto.randomUUID(), crypto.randomUUID()];
    await deadLetters.record({ ...letter, messageId: unreadable, body: '{"session":1}' });
    await deadLetters.record({ ...letter, messageId: readable, body: JSON.stringify(message) });
    world.sent.length = 0;
    const replay = (id: string) =>
      appWith(world.parts)(`/api/v1/admin/dead-letters/${id}/replay`, { method: "POST" });

    const refused = await problemOf(await replay(unreadable));
    const replayed = await replay(readable);

    expect([refused.code, refused.status]).toEqual(["unreadable_message", 409]);
    expect(refused.detail).toContain("discard it with DELETE");
    expect(replayed.status).toBe(200);
    expect(world.sent).toContainEqual(
      expect.objectContaining({ kind: "assess", sessionId: message.sessionId }),
    );
  });
});

describe("a dead letter", () => {
  /** A session that was given up, and the id of the letter about it. */
  async function givenUp() {
    const world = createWorld();
    const message = await world.submit();
    await deliver(world.parts, "senal-assess-dead", [message]);
    world.sent.length = 0;
    const app = appWith(world.parts);
    const { deadLetters } = DeadLetterListResponseSchema.parse(
      await (await app("/api/v1/admin/dead-letters?limit=100")).json(),
    );
    const letter = deadLetters.find(({ sessionId }) => sessionId === message.sessionId);
    if (!letter) throw new Error("the letter is not listed");
    const replay = () =>
      app(`/api/v1/admin/dead-letters/${encodeURIComponent(letter.id)}/replay`, { method: "POST" });
    world.clock.now += 1_000;
    return { ...world, app, message, letter, replay };
  }

  test("is listed with what it was about, newest first, a page at a time", async () => {
    const first = await givenUp();
    const { app, message, letter } = await givenUp();

    const page = DeadLetterListResponseSchema.parse(
      await (await app("/api/v1/admin/dead-letters?limit=1")).json(),
    );
    const all: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const query = cursor ? `?limit=1&cursor=${encodeURIComponent(cursor)}` : "?limit=1";
      const next = DeadLetterListResponseSchema.parse(
        await (await app(`/api/v1/admin/dead-letters${query}`)).json(),
      );
      all.push(...next.deadLetters.map(({ id }) => id));
      cursor = next.nextCursor;
    }

    expect(page.deadLetters).toHaveLength(1);
    expect(letter).toMatchObject({
      queue: "senal-assess",
      sessionId: message.sessionId,
      requestId: "request-1",
      replayedAt: null,
    });
    expect(all).toEqual(expect.arrayContaining([letter.id, first.letter.id]));
    expect(new Set(all).size).toBe(all.length);
  });

  test("is replayed once: its session is opened anew, announced, and ends well", async () => {
    const { parts, answers, sent, message, read, replay, letter } = await givenUp();

    const replayed = DeadLetterSchema.parse(await (await replay()).json());
    const opened = await read(message);
    const announced = sent.map(({ kind }) => kind);
    answers.push(recognised("L", 0.95));
    await deliver(parts, "senal-assess", [message]);
    const again = DeadLetterSchema.parse(await (await replay()).json());

    expect(opened).toMatchObject({ status: "queued", fault: null, version: 3 });
    expect(announced).toEqual(["assess", "mirror"]);
    expect(replayed).toEqual({ ...letter, replayedAt: expect.any(String) });
    expect(again).toEqual(replayed);
    expect((await read(message)).status).toBe("completed");
  });

  test("opens its session once when two people replay it at the same moment", async () => {
    const { message, read, replay } = await givenUp();

    const answers = await Promise.all([replay(), replay()]);

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await read(message)).toMatchObject({ status: "queued", version: 3 });
  });

  test("does not touch a session that ended for a reason of its own", async () => {
    const world = createWorld();
    world.answers.push(err({ code: "media_unreadable" }));
    const message = await world.submit();
    await deliver(world.parts, "senal-assess", [message]);
    await deliver(world.parts, "senal-assess-dead", [message]);
    const before = await world.read(message);

    const id = encodeURIComponent(`senal-assess-dead-0-${JSON.stringify(message)}`);
    const answer = await appWith(world.parts)(`/api/v1/admin/dead-letters/${id}/replay`, { method: "POST" });

    expect(answer.status).toBe(200);
    expect(await world.read(message)).toEqual(before);
  });

  test("that is unknown, or has no session any more, is refused with what to do", async () => {
    const { app, parts, message, replay } = await givenUp();
    await parts.sessions.remove(message, [], 0);

    const unknown = await problemOf(
      await app("/api/v1/admin/dead-letters/nobody/replay", { method: "POST" }),
    );
    const deleted = await problemOf(await replay());

    expect([unknown.code, unknown.status]).toEqual(["dead_letter_not_found", 404]);
    expect([deleted.code, deleted.status]).toEqual(["dead_letter_not_replayable", 409]);
  });

  test("that is discarded waits for nobody, is not replayed, and keeps nothing of its message", async () => {
    const { app, letter, replay } = await givenUp();
    const path = `/api/v1/admin/dead-letters/${encodeURIComponent(letter.id)}`;
    const waiting = async () =>
      ConsumerStatusSchema.parse(await (await app("/api/v1/consumer/status")).json()).deadWaiting;
    const before = await waiting();

    const statuses = [
      (await app(path, { method: "DELETE" })).status,
      (await app(path, { method: "DELETE" })).status,
      (await app(`${path}x`, { method: "DELETE" })).status,
    ];

    expect(statuses).toEqual([204, 204, 404]);
    expect(await waiting()).toBe(before - 1);
    expect((await problemOf(await replay())).code).toBe("dead_letter_not_replayable");
    const { deadLetters } = DeadLetterListResponseSchema.parse(
      await (await app("/api/v1/admin/dead-letters?limit=100")).json(),
    );
    expect(deadLetters.find(({ id }) => id === letter.id)).toEqual({
      ...letter,
      body: "",
      discardedAt: expect.any(String),
    });
  });
});
