import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { err, ok } from "../../shared/contract/result.ts";
import type { Announcer } from "../../worker/ports/announcer.ts";
import { sweep } from "../../worker/queues/sweep.ts";
import { call } from "./call.ts";
import { deliver, outboxOf } from "./deliver.ts";
import { createWorld, MIRROR_DOWN, recognised } from "./world.ts";

const refuse = async () => err({ code: "service_unavailable" } as const);
const DEAF: Announcer = { announce: refuse, announceAll: refuse };

describe("a message to mirror", () => {
  test("writes the newest state once, whatever the number of messages, and settles what was owed", async () => {
    const world = createWorld();
    world.answers.push(recognised("L", 0.93));
    const message = await world.submit();
    await deliver(world.parts, "senal-mirror", [message]);
    await deliver(world.parts, "senal-assess", [message]);

    await deliver(world.parts, "senal-mirror", [message]);

    expect(world.mirrored.map(({ version, status }) => [version, status])).toEqual([
      [1, "queued"],
      [3, "completed"],
    ]);
    expect(await outboxOf(message)).toEqual([]);
  });

  test("comes again while the mirror is down, and the debt stays", async () => {
    const world = createWorld({ mirror: MIRROR_DOWN });
    const message = await world.submit();

    const result = await deliver(world.parts, "senal-mirror", [message], 3);

    expect(result.delays).toEqual([8]);
    expect(await outboxOf(message)).toEqual(["assess", "mirror"]);
  });
});

describe("a dead letter", () => {
  test("is recorded once and ends its session", async () => {
    const world = createWorld();
    const message = await world.submit();
    const before = await world.parts.deadLetters.count();

    await deliver(world.parts, "senal-assess-dead", [message]);
    await deliver(world.parts, "senal-assess-dead", [message]);

    expect(await world.read(message)).toMatchObject({
      status: "failed",
      fault: { code: "processing_gave_up" },
    });
    expect((await world.parts.deadLetters.count()).all).toBe(before.all + 1);
  });

  test("leaves a session alone that somebody works on", async () => {
    const world = createWorld();
    world.answers.push(ok({ state: "pending", ticket: "job-9", pollAfterSeconds: 60 }));
    const message = await world.submit();
    await deliver(world.parts, "senal-assess", [message]);

    const result = await deliver(world.parts, "senal-assess-dead", [message]);

    expect(result.delays).toEqual([60]);
    expect((await world.read(message)).status).toBe("processing");
  });

  test("of the mirror fails nothing: the debt stays in the outbox", async () => {
    const world = createWorld();
    const message = await world.submit();

    const result = await deliver(world.parts, "senal-mirror-dead", [message, "nonsense"]);

    expect(result.acked).toBe(2);
    expect((await world.read(message)).status).toBe("queued");
    expect(await outboxOf(message)).toEqual(["assess", "mirror"]);
  });
});

describe("the sweep", () => {
  test("announces what was never sent, after half a minute, and then ever more seldom", async () => {
    const silent = createWorld({ announcer: DEAF });
    const message = await silent.submit();
    const world = createWorld();
    const about = () => world.sent.filter(({ sessionId }) => sessionId === message.sessionId).length;

    const counts: number[] = [];
    for (const seconds of [29, 1, 29, 1, 59, 1]) {
      world.clock.now += seconds * 1000;
      await sweep(world.parts);
      counts.push(about());
    }

    // Two messages each time: one to assess, one to mirror. Distances: 30 s, 30 s, 60 s.
    expect(counts).toEqual([0, 2, 2, 4, 4, 6]);
  });

  test("announces what is owed although another part of it fails, and tells of that", async () => {
    const silent = createWorld({ announcer: DEAF });
    const message = await silent.submit();
    const lines: unknown[] = [];
    const world = createWorld({ log: (level, text, { cause }) => lines.push([level, text, cause]) });
    const listExpired = () => Promise.reject(new Error("a row cannot be read"));
    world.clock.now += 30_000;

    const swept = sweep({ ...world.parts, sessions: { ...world.parts.sessions, listExpired } });

    await expect(swept).rejects.toThrow("a row cannot be read");
    expect(world.sent.filter(({ sessionId }) => sessionId === message.sessionId)).toHaveLength(2);
    expect(lines).toEqual([["error", "job", "Error: a row cannot be read"]]);
  });

  test("settles what is done and is silent about what somebody works on", async () => {
    const world = createWorld({ mirror: undefined });
    world.answers.push(
      recognised("L", 0.9),
      ok({ state: "pending", ticket: "job-10", pollAfterSeconds: 600 }),
    );
    const [done, waiting] = [await world.submit(), await world.submit()];
    await deliver(world.parts, "senal-assess", [done]);
    await deliver(world.parts, "senal-assess", [waiting]);
    await env.DB.prepare("INSERT INTO outbox VALUES ('assess', ?, 1, 'r', 0, 0, 0)")
      .bind(done.sessionId)
      .run();
    world.sent.length = 0;

    world.clock.now += 60_000;
    await sweep(world.parts);

    const ours = world.sent.filter(({ sessionId }) =>
      [done.sessionId, waiting.sessionId].includes(sessionId),
    );
    expect(ours).toEqual([]);
    expect(await outboxOf(done)).toEqual([]);
    expect(await outboxOf(waiting)).toEqual(["assess"]);
  });
});

describe("the metrics", () => {
  const sampleOf = (text: string, sample: string): number =>
    Number(
      text
        .split("\n")
        .find((line) => line.startsWith(`${sample} `))
        ?.slice(sample.length),
    );
  const read = async (): Promise<string> => (await call("/metrics")).text();

  test("count what has come, what is done and what is owed", async () => {
    const before = await read();
    const world = createWorld();
    world.answers.push(recognised("L", 0.9));
    const [done, waiting] = [await world.submit(), await world.submit()];
    await deliver(world.parts, "senal-assess", [done]);

    const after = await read();

    const grown = (sample: string): number => sampleOf(after, sample) - sampleOf(before, sample);
    expect(grown('senal_sessions{status="completed"}')).toBe(1);
    expect(grown('senal_sessions{status="queued"}')).toBe(1);
    expect(grown('senal_outbox_rows{queue="assess"}')).toBe(1);
    expect(grown('senal_outbox_rows{queue="mirror"}')).toBe(2);
    expect(grown("senal_processing_seconds_count")).toBe(1);
    expect(await outboxOf(waiting)).toEqual(["assess", "mirror"]);
  });

  test("come as Prometheus reads them, each family told apart once", async () => {
    const answer = await call("/metrics");

    const lines = (await answer.text()).trimEnd().split("\n");
    expect(answer.headers.get("Content-Type")).toContain("version=0.0.4");
    expect(
      lines.every((line) => /^# (HELP|TYPE) senal_\w+ .+$|^senal_\w+(\{\w+="\w+"\})? [\d.e+-]+$/.test(line)),
    ).toBe(true);
    const types = lines.filter((line) => line.startsWith("# TYPE "));
    expect(new Set(types).size).toBe(types.length);
  });
});
