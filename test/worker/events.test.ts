import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { AssessResponseSchema } from "../../shared/contract/assessment.ts";
import { ok } from "../../shared/contract/result.ts";
import { createAssessmentFeed } from "../../worker/adapters/feed/durable-object.ts";
import type { AssessmentFeed } from "../../worker/ports/assessment-feed.ts";
import { deleteAssessment } from "../../worker/services/delete-assessment.ts";
import { appWith, call, problemOf } from "./call.ts";
import { deliver } from "./deliver.ts";
import { createWorld, recognised } from "./world.ts";

const pathOf = ({ sessionId }: { readonly sessionId: string }): string =>
  `/api/v1/assess/${sessionId}/events`;

/** Reads the messages of a stream one after another; undefined at its end. */
function messagesOf(response: Response) {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  return {
    next: async (): Promise<string | undefined> => (await reader?.read())?.value,
    cancel: () => reader?.cancel(),
  };
}

/** The id and status of a `status` event. */
function told(message: string | undefined) {
  const [, id, data] = /^event: status\nid: (\d+)\ndata: (.+)\n\n$/.exec(message ?? "") ?? [];
  return { id: Number(id), status: AssessResponseSchema.parse(JSON.parse(data ?? "null")).status };
}

/** A feed whose wakes a test gives by hand, since nothing is told to it. */
function deafFeed() {
  const feeds: ReadableStreamDefaultController<Uint8Array>[] = [];
  let cancelled = 0;
  const feed: AssessmentFeed = {
    publish: () => Promise.reject(new Error("the feed is down")),
    watch: async () =>
      ok(
        new ReadableStream<Uint8Array>({
          start: (controller) => void feeds.push(controller),
          cancel: () => void cancelled++,
        }),
      ),
  };
  return {
    feed,
    beat: () => feeds.at(-1)?.enqueue(new Uint8Array(1)),
    breakOff: () => feeds.at(-1)?.close(),
    cancelled: () => cancelled,
  };
}

describe("watching an assessment", () => {
  test("tells its state now, then each change, and ends with the final one", async () => {
    const world = createWorld();
    world.answers.push(recognised("L", 0.93));
    const message = await world.submit();
    const response = await call(pathOf(message));
    const events = messagesOf(response);
    const first = told(await events.next());

    const delivered = deliver(world.parts, "senal-assess", [message]);
    const rest = [];
    for (let text = await events.next(); text !== undefined; text = await events.next())
      rest.push(told(text));
    await delivered;

    expect(response.headers.get("Content-Type")).toBe("text/event-stream");
    expect(response.headers.get("Cache-Control")).toBe("no-store");
    expect(first).toEqual({ id: 1, status: "queued" });
    expect(rest.at(-1)).toEqual({ id: 3, status: "completed" });
  });

  test("goes on after the last event seen: nothing twice, nothing missed", async () => {
    const world = createWorld();
    world.answers.push(recognised("L", 0.93));
    const message = await world.submit();
    const resumed = messagesOf(await call(pathOf(message), { headers: { "Last-Event-ID": "1" } }));
    const nothingNew = await resumed.next();
    await resumed.cancel();
    await deliver(world.parts, "senal-assess", [message]);

    const missed = await call(pathOf(message), { headers: { "Last-Event-ID": "1" } });
    const seen = await call(pathOf(message), { headers: { "Last-Event-ID": "3" } });
    const strange = await call(pathOf(message), { headers: { "Last-Event-ID": "three" } });

    expect(nothingNew).toBe(": alive\n\n");
    expect(told(await missed.text())).toEqual({ id: 3, status: "completed" });
    expect(seen.status).toBe(204);
    expect(told(await strange.text())).toEqual({ id: 3, status: "completed" });
  });

  test("ends by the heartbeat when the feed is told of nothing, and the work does not suffer", async () => {
    const { feed, beat } = deafFeed();
    const world = createWorld({ feed });
    world.answers.push(recognised("L", 0.93));
    const message = await world.submit();
    const events = messagesOf(await appWith({ feed })(pathOf(message)));
    const first = told(await events.next());
    beat();
    const alive = await events.next();

    const delivered = await deliver(world.parts, "senal-assess", [message]);
    beat();

    expect([first.status, alive]).toEqual(["queued", ": alive\n\n"]);
    expect(delivered).toMatchObject({ acked: 1 });
    expect(told(await events.next())).toEqual({ id: 3, status: "completed" });
    expect(await events.next()).toBeUndefined();
  });

  test("lets go of the feed when the watcher leaves, and ends when the feed breaks", async () => {
    const { feed, breakOff, cancelled } = deafFeed();
    const world = createWorld();
    const message = await world.submit();
    const leaving = messagesOf(await appWith({ feed })(pathOf(message)));
    await leaving.next();
    await leaving.cancel();
    const broken = messagesOf(await appWith({ feed })(pathOf(message)));
    await broken.next();

    breakOff();

    expect(await broken.next()).toBeUndefined();
    expect(cancelled()).toBe(1);
  });

  test("ends when the session is deleted", async () => {
    const world = createWorld();
    const message = await world.submit();
    const events = messagesOf(await call(pathOf(message)));
    await events.next();

    await deleteAssessment(world.parts, message.sessionId, "request-2");

    expect(await events.next()).toBeUndefined();
  });

  test("is refused to one connection too many, until another one leaves", async () => {
    const feed = createAssessmentFeed(env.ASSESSMENT_FEED);
    const world = createWorld();
    const message = await world.submit();
    const watchers = await Promise.all(Array.from({ length: 20 }, () => feed.watch(message.sessionId)));

    const problem = await problemOf(await call(pathOf(message)));
    for (const watcher of watchers) if (watcher.ok) await watcher.value.cancel();

    expect(problem).toMatchObject({ status: 429, code: "too_many_watchers" });
    const events = messagesOf(await call(pathOf(message)));
    expect(told(await events.next()).status).toBe("queued");
    await events.cancel();
  });

  test("says that an unknown session is unknown", async () => {
    const unknown = await problemOf(await call(pathOf({ sessionId: crypto.randomUUID() })));
    const none = await problemOf(await call(pathOf({ sessionId: "none" })));

    expect([unknown.code, none.code]).toEqual(["session_not_found", "session_not_found"]);
  });
});
