import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { err, ok } from "../../shared/contract/result.ts";
import type { Parts } from "../../worker/services/parts.ts";
import { deliver, outboxOf } from "./deliver.ts";
import { createWorld, recognised } from "./world.ts";

describe("a message to assess", () => {
  test("has the video recognised, the session completed and every change announced to the mirror", async () => {
    const world = createWorld();
    world.answers.push(recognised("L", 0.93));
    const message = await world.submit("0123456789");

    const result = await deliver(world.parts, "senal-assess", [message]);

    expect(result).toMatchObject({ acked: 1, retried: 0 });
    expect(world.asked).toEqual(["submit request-1 10"]);
    expect(await world.read(message)).toMatchObject({
      status: "completed",
      version: 3,
      videoSizeBytes: 10,
      verdict: { recognizedGesture: "L", score: 100, modelVersion: "test-1" },
    });
    expect(world.sent.map(({ kind }) => kind)).toEqual(["assess", "mirror", "mirror", "mirror"]);
    expect(await outboxOf(message)).toEqual(["mirror"]);
  });

  test("is processed once however often it is delivered", async () => {
    const world = createWorld();
    world.answers.push(recognised("L", 0.93));
    const message = await world.submit();

    const result = await deliver(world.parts, "senal-assess", [message, message, message]);
    const again = await deliver(world.parts, "senal-assess", [message]);

    expect(world.asked).toHaveLength(1);
    expect([result.acked, result.retried]).toEqual([1, 2]);
    expect(again).toMatchObject({ acked: 1, retried: 0 });
    expect(await world.read(message)).toMatchObject({ status: "completed", attempts: 1 });
  });

  test("is delivered again, ever later, after a passing fault, which the learner never sees", async () => {
    const world = createWorld();
    world.answers.push(
      err({ code: "inference_unavailable" }),
      err({ code: "inference_timeout" }),
      recognised("A", 0.8),
    );
    const message = await world.submit();

    const first = await deliver(world.parts, "senal-assess", [message], 1);
    const between = await world.read(message);
    const second = await deliver(world.parts, "senal-assess", [message], 4);
    const third = await deliver(world.parts, "senal-assess", [message], 5);

    expect([first.delays, second.delays, third.delays]).toEqual([[2], [16], []]);
    expect(between).toMatchObject({ status: "processing", fault: null, leaseUntil: null });
    expect(await world.read(message)).toMatchObject({ status: "completed", attempts: 3 });
  });

  test("ends the session when the fault will not pass", async () => {
    const world = createWorld();
    world.answers.push(err({ code: "media_without_video" }));
    const message = await world.submit();

    const result = await deliver(world.parts, "senal-assess", [message]);

    expect(result.acked).toBe(1);
    expect(await world.read(message)).toMatchObject({
      status: "failed",
      fault: { code: "media_without_video" },
    });
  });

  test("ends the session without asking anybody when the video is missing, empty or too large", async () => {
    const world = createWorld();
    const [gone, empty] = [await world.submit(), await world.submit("")];
    await env.VIDEOS.delete((await world.read(gone)).submission.videoUrl.replace("s3://senal-videos/", ""));
    const small = { ...world.parts, settings: { ...world.parts.settings, maxVideoBytes: 4 } };
    const large = await world.submit("12345");

    await deliver(small, "senal-assess", [gone, empty, large]);

    expect((await world.read(gone)).fault?.code).toBe("video_not_found");
    expect((await world.read(empty)).fault?.code).toBe("media_empty");
    expect(await world.read(large)).toMatchObject({ fault: { code: "media_too_large" }, videoSizeBytes: 5 });
    expect(world.asked).toEqual([]);
  });

  test("waits for the lease of whoever holds the session, and takes over when that is gone", async () => {
    const world = createWorld();
    const message = await world.submit();
    // The database is lost right after the claim, as if the consumer had died there.
    const crashed = {
      ...world.parts,
      sessions: { ...world.parts.sessions, replace: failAfter(1, world.parts) },
    };
    await deliver(crashed, "senal-assess", [message]);
    world.answers.push(recognised("B", 0.7));

    const during = await deliver(world.parts, "senal-assess", [message]);
    world.clock.now += 150_000;
    const after = await deliver(world.parts, "senal-assess", [message]);

    expect(during.delays).toEqual([150]);
    expect(after.acked).toBe(1);
    expect(await world.read(message)).toMatchObject({ status: "completed", attempts: 2 });
  });

  test("asks an asynchronous backend by fresh messages until it has the outcome", async () => {
    const world = createWorld();
    const pending = ok({ state: "pending", ticket: "job-7", pollAfterSeconds: 5 } as const);
    world.answers.push(pending, pending, recognised("C", 0.6));
    const message = await world.submit();

    for (let round = 0; round < 3; round++) {
      const { acked } = await deliver(world.parts, "senal-assess", [message]);
      expect(acked).toBe(1);
      world.clock.now += 5_000;
    }

    expect(world.asked).toEqual(["submit request-1 5", "poll job-7", "poll job-7"]);
    expect(world.sent.filter(({ delaySeconds }) => delaySeconds === 5)).toHaveLength(2);
    expect(await world.read(message)).toMatchObject({
      status: "completed",
      attempts: 1,
      processingSeconds: 10,
    });
  });

  test("gives an asynchronous backend up after two hours", async () => {
    const world = createWorld();
    const pending = ok({ state: "pending", ticket: "job-8", pollAfterSeconds: 5 } as const);
    world.answers.push(pending, pending);
    const message = await world.submit();

    await deliver(world.parts, "senal-assess", [message]);
    world.clock.now += 2 * 60 * 60_000 + 1;
    await deliver(world.parts, "senal-assess", [message]);

    expect((await world.read(message)).fault?.code).toBe("processing_gave_up");
  });

  test("is done with when it cannot be read or names no session", async () => {
    const { parts } = createWorld();
    const unknown = { sessionId: crypto.randomUUID(), requestId: "r" };

    expect(await deliver(parts, "senal-assess", ["nonsense", {}, unknown])).toMatchObject({
      acked: 3,
      retried: 0,
    });
  });
});

/** A store that works for the given number of writes and then has lost its connection. */
function failAfter(writes: number, { sessions }: Parts): Parts["sessions"]["replace"] {
  let left = writes;
  return async (next, outbox) => {
    if (left-- <= 0) throw new Error("connection lost");
    return sessions.replace(next, outbox);
  };
}
