import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import { err, ok } from "../../shared/contract/result.ts";
import { ReadySchema } from "../../shared/contract/service.ts";
import { CLOSED, FAILURES_TO_OPEN } from "../../shared/delivery/breaker.ts";
import { type ContainerFetch, createContainerBackend } from "../../worker/adapters/inference/container.ts";
import type { Announcement } from "../../worker/ports/announcer.ts";
import type { OpenVideo } from "../../worker/ports/videos.ts";
import { sweep } from "../../worker/queues/sweep.ts";
import { appWith, problemOf } from "./call.ts";
import { deliver, outboxOf } from "./deliver.ts";
import { createWorld, MIRROR_DOWN, recognised } from "./world.ts";

const HOUR_MS = 60 * 60_000;
const SILENCE = err({ code: "inference_unavailable" } as const);

/** A video of which half arrives. */
const cutOff = (): OpenVideo => ({
  body: new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode("vi")),
    pull: (controller) => controller.error(new TypeError("terminated")),
  }),
  sizeBytes: 5,
  contentType: "video/mp4",
});

/** A container that finds an L in whatever arrives whole. */
const takesWhatItGets: ContainerFetch = async (_path, { body }) => {
  await new Response(body as ReadableStream).arrayBuffer();
  const predictions = [{ label: "L", confidence: 0.9 }];
  return Response.json({ predictions, model_version: "test-1", timings_ms: {} });
};

describe("a container that does not answer", () => {
  beforeEach(async () => {
    await env.DB.prepare("DELETE FROM breakers").run();
  });

  /** A world whose container has just failed so often that it is spared. */
  async function afterFailures() {
    const world = createWorld();
    world.answers.push(...Array.from({ length: 5 }, () => SILENCE));
    for (let count = 0; count < 5; count++)
      await deliver(world.parts, "senal-assess", [await world.submit()]);
    return { ...world, app: appWith(world.parts), waiting: await world.submit() };
  }

  test("is spared, and the session waits without using up the retries of its message", async () => {
    const { parts, asked, read, waiting } = await afterFailures();

    const result = await deliver(parts, "senal-assess", [waiting]);

    expect(result).toMatchObject({ acked: 1, retried: 0 });
    expect(asked).toHaveLength(5);
    expect(await read(waiting)).toMatchObject({ status: "queued", attempts: 0 });
    expect(await outboxOf(waiting)).toContain("assess");
  });

  test("is probed by one session, and what waited is announced once it answers", async () => {
    const world = await afterFailures();
    const other = await world.submit();
    await deliver(world.parts, "senal-assess", [world.waiting, other]);
    world.clock.now += 5_001;
    world.answers.push(recognised("L", 0.9));
    await deliver(world.parts, "senal-assess", [world.waiting, other]);
    world.sent.length = 0;

    await sweep(world.parts);

    expect(world.asked).toHaveLength(6);
    expect((await world.read(world.waiting)).status).toBe("completed");
    expect(world.sent).toContainEqual(
      expect.objectContaining({ kind: "assess", sessionId: other.sessionId }),
    );
  });

  test("is told of by the metrics and by /ready, which stays ready for it", async () => {
    const { app } = await afterFailures();

    const lines = (await (await app("/metrics")).text()).split("\n");
    const { checks } = ReadySchema.parse(await (await app("/ready")).json());

    expect(lines).toContain('senal_breaker_open{backend="inference"} 1');
    expect(lines).toContain('senal_breaker_failures{backend="inference"} 5');
    expect(lines).toContain('senal_breaker_openings_total{backend="inference"} 1');
    expect(lines).toContain('senal_breaker_open{backend="mirror"} 0');
    expect(checks.inferenceBreaker).toMatchObject({ ok: false, required: false });
    expect(checks.mirrorBreaker).toMatchObject({ ok: true });
  });

  test("is not waited for by those who want their answer at once", async () => {
    const { app, asked } = await afterFailures();

    const answer = await app("/api/predict", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ type: "image", data: btoa("picture") }),
    });

    expect(answer.headers.get("Retry-After")).not.toBeNull();
    expect((await problemOf(answer)).code).toBe("backend_paused");
    expect(asked).toHaveLength(5);
  });

  test("is one thing, a busy one or a bad video another", async () => {
    const world = createWorld();
    const faults = ["inference_overloaded", "media_unreadable"] as const;
    for (let count = 0; count < 8; count++) {
      world.answers.push(err({ code: faults[count % 2] ?? "internal" }));
      await deliver(world.parts, "senal-assess", [await world.submit()]);
    }

    expect(world.asked).toHaveLength(8);
  });

  test.each([
    ["breaks off", () => ok(cutOff()), "storage_unavailable"],
    ["ends early", () => ok({ ...cutOff(), body: new Blob(["vi"]).stream() }), "storage_unavailable"],
    ["may not be read", () => err({ code: "video_access_denied" } as const), "video_access_denied"],
    ["is gone", () => err({ code: "video_not_found" } as const), "video_not_found"],
  ])("is not taken for one because a video %s", async (_what, open, code) => {
    const outcomes: unknown[] = [];
    const world = createWorld({
      inference: createContainerBackend(takesWhatItGets),
      log: (_level, message, { code: told }) => message === "message" && outcomes.push(told),
    });
    const broken = { ...world.parts, videos: { ...world.parts.videos, open: async () => open() } };
    for (let count = 0; count < FAILURES_TO_OPEN + 1; count++)
      await deliver(broken, "senal-assess", [await world.submit()]);
    const next = await world.submit();

    await deliver(world.parts, "senal-assess", [next]);

    expect(new Set(outcomes.slice(0, -1))).toEqual(new Set([code]));
    expect(await world.read(next)).toMatchObject({ status: "completed" });
    expect(await world.parts.breakers.read("inference")).toEqual(CLOSED);
  });

  test("is not taken for one because the host of a picture breaks off", async () => {
    const { parts } = createWorld({
      inference: createContainerBackend(takesWhatItGets),
      remoteMedia: { open: async () => ok(cutOff()) },
    });
    const ask = () =>
      appWith(parts)("/api/predict", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ type: "image", data: "https://picture.example/a.png" }),
      });

    const codes: string[] = [];
    for (let count = 0; count < FAILURES_TO_OPEN + 1; count++)
      codes.push((await problemOf(await ask())).code);

    expect(new Set(codes)).toEqual(new Set(["storage_unavailable"]));
    expect(await parts.breakers.read("inference")).toEqual(CLOSED);
  });

  test("also a mirror is spared, and probed by the sweep", async () => {
    const down = createWorld({ mirror: MIRROR_DOWN });
    const messages: Announcement[] = [];
    for (let count = 0; count < 6; count++) messages.push(await down.submit());
    await deliver(down.parts, "senal-mirror", messages.slice(0, 5));
    const spared = await deliver(down.parts, "senal-mirror", messages.slice(5));
    const back = createWorld();

    await sweep(back.parts);

    expect(spared).toMatchObject({ acked: 1, retried: 0 });
    expect(back.mirrored).toHaveLength(1);
    const announced = back.sent.filter(({ kind }) => kind === "mirror").map(({ sessionId }) => sessionId);
    const others = messages.filter(({ sessionId }) => sessionId !== back.mirrored[0]?.sessionId);
    expect(announced).toEqual(expect.arrayContaining(others.map(({ sessionId }) => sessionId)));
  });
});

describe("a session past its deadline", () => {
  test("ends with a reason, unless somebody works on it", async () => {
    const world = createWorld();
    world.answers.push(ok({ state: "pending", ticket: "job-1", pollAfterSeconds: 4 * 3600 }));
    const [abandoned, leased] = [await world.submit(), await world.submit()];
    await deliver(world.parts, "senal-assess", [leased]);
    world.clock.now += 3 * HOUR_MS - 1;
    await sweep(world.parts);
    const before = (await world.read(abandoned)).status;

    world.clock.now += 1;
    await sweep(world.parts);

    expect(before).toBe("queued");
    expect(await world.read(abandoned)).toMatchObject({
      status: "failed",
      fault: { code: "assessment_expired" },
    });
    expect((await world.read(leased)).status).toBe("processing");
    expect(await outboxOf(abandoned)).toEqual(["mirror"]);
  });
});

describe("the log", () => {
  test("follows one request from the Worker to the container and into the mirror, and names no person", async () => {
    const lines: { message: string; fields: Record<string, unknown> }[] = [];
    const world = createWorld({ log: (_level, message, fields) => lines.push({ message, fields }) });
    await env.VIDEOS.put("uploads/of-ana.mp4", "bytes");
    world.answers.push(err({ code: "inference_timeout" }), recognised("L", 0.9));

    const answer = await appWith(world.parts)("/api/v1/assess?secret=1", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Request-Id": "trace-1" },
      body: JSON.stringify({
        userId: "ana-the-learner",
        exerciseId: 1,
        levelId: 1,
        s3VideoUrl: "s3://senal-videos/uploads/of-ana.mp4",
      }),
    });
    const { sessionId } = (await answer.json()) as { sessionId: string };
    const announced = world.sent.filter((message) => message.sessionId === sessionId);
    for (const { kind } of announced)
      await deliver(world.parts, `senal-${kind}`, [{ sessionId, requestId: "trace-1" }]);
    await deliver(world.parts, "senal-assess", [{ sessionId, requestId: "trace-1" }], 2);
    await sweep(world.parts);

    expect(announced.map(({ requestId }) => requestId)).toEqual(["trace-1", "trace-1"]);
    expect(world.asked).toEqual(["submit trace-1 5", "submit trace-1 5"]);
    const ofTheRequest = lines.filter(({ fields }) => fields.request_id === "trace-1");
    expect(ofTheRequest.map(({ message, fields }) => [message, fields.outcome ?? fields.status])).toEqual([
      ["request", 200],
      ["message", "retry"],
      ["message", "mirrored"],
      ["message", "completed"],
    ]);
    expect(lines.filter(({ message }) => message === "job")).toHaveLength(1);
    expect(JSON.stringify(lines)).not.toMatch(/ana|secret|of-ana|senal-videos/);
  });
});
