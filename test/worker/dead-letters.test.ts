import { describe, expect, test } from "vitest";
import { DeadLetterListResponseSchema, DeadLetterSchema } from "../../shared/contract/dead-letters.ts";
import { err } from "../../shared/contract/result.ts";
import { appWith, problemOf } from "./call.ts";
import { deliver } from "./deliver.ts";
import { createWorld, recognised } from "./world.ts";

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
});
