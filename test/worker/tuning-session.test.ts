import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import type { ParameterValues } from "../../shared/contract/tuning.ts";
import { createTuningSessions } from "../../worker/adapters/tuning/durable-object.ts";
import {
  type Drill,
  defined,
  drill,
  faultOf,
  fromHistory,
  ratedAs,
  rateSuggestions,
  suggested,
  value,
} from "./tuning-drill.ts";

const POINT = { solver: "a", x: 0.5 };
const MANY_SESSIONS = 200;

const parametersOf = (suggestions: readonly { readonly parameters: ParameterValues }[]) =>
  suggestions.map(({ parameters }) => parameters);

describe("what a session suggests", () => {
  const hardships: [string, (drilled: Drill) => Promise<unknown>][] = [
    ["nothing befalls it", async () => {}],
    ["it is made ahead by the alarm", ({ ring }) => ring()],
    ["its object is evicted before any call", ({ evict }) => evict()],
    ["its object is evicted after its alarm", async ({ ring, evict }) => [await ring(), await evict()]],
    ["its caches are lost", ({ damage }) => damage("DELETE FROM cache")],
    ["its alarms come to nothing", ({ damage }) => damage("DELETE FROM cache WHERE name LIKE 'prepared%'")],
    ["its caches are damaged", ({ damage }) => damage("UPDATE cache SET body = '{'")],
  ];
  test.each(hardships)("is what the optimiser makes of its history when %s", async (_, befall) => {
    const drilled = await defined();
    const { session } = drilled;
    for (let round = 0; round < 4; round++) {
      await befall(drilled);
      const [, , ...rated] = await suggested(session, 4);
      await befall(drilled);
      value(await session.update({ results: rated.map((suggestion) => ratedAs(suggestion)) }));
      await befall(drilled);
      const expected = await fromHistory(session, 3);
      await befall(drilled);
      expect(parametersOf(await suggested(session, 3))).toEqual(expected);
    }
  });

  test("is made ahead for every mode", async () => {
    const { session, ring, cached } = await defined();
    await suggested(session, 2, "structure");
    await suggested(session, 2, "surfaces");
    while (await ring());

    expect(await cached()).toEqual(expect.arrayContaining(["prepared structure", "prepared surfaces"]));
  });

  test("never goes to two clients", async () => {
    const { session } = await defined();
    await rateSuggestions(session, 6);
    const answers = await Promise.all(Array.from({ length: 6 }, () => suggested(session)));

    const points = parametersOf(answers.flat()).map((parameters) => JSON.stringify(parameters));
    expect(new Set(points).size).toBe(12);
  });
});

describe("an update", () => {
  test("counts once, however often and at whatever time it comes", async () => {
    const { session, evict } = await defined();
    const results = (await suggested(session)).map((suggestion) => ratedAs(suggestion));
    const parallel = await Promise.all(Array.from({ length: 5 }, () => session.update({ results })));
    await evict();
    const late = value(await session.update({ results: results.map((result) => ({ ...result, value: 0 })) }));

    const duplicates = parallel.map((answer) => value(answer).duplicates);
    expect(duplicates.sort()).toEqual([0, 2, 2, 2, 2]);
    expect(late).toMatchObject({ samplesSeen: 2, duplicates: 2 });
    const { events } = value(await session.history({ limit: 200 }));
    const values = events.filter(({ type }) => type === "rated").map(({ body }) => body.value);
    expect(values).toEqual(results.map((result) => result.value).reverse());
  });

  test("with an id is answered as the first time, though its points match nothing", async () => {
    const { session, evict } = await defined();
    const request = { results: [{ parameters: POINT, value: 1 }], updateId: "once" };
    const parallel = await Promise.all(Array.from({ length: 5 }, () => session.update(request)));
    await evict();

    const first = { samplesSeen: 1, duplicates: 0 };
    for (const answer of [...parallel, await session.update(request)])
      expect(value(answer)).toMatchObject(first);
    const other = { ...request, results: [{ parameters: POINT, value: 2 }] };
    expect(faultOf(await session.update(other))).toBe("idempotency_key_reused");
    value(await session.update({ results: request.results }));
    expect(value(await session.stats()).samplesSeen).toBe(2);
  });

  test("with one bad result changes nothing", async () => {
    const { session, evict } = await defined();
    const [good] = (await suggested(session)).map((suggestion) => ratedAs(suggestion));
    const before = value(await session.export());
    if (!good) throw new Error("two were asked for");
    const refused = await session.update({
      results: [good, { parameters: { solver: "a", x: 7 }, value: 1 }],
    });
    await evict();

    expect(refused).toMatchObject({
      ok: false,
      error: { code: "validation_failed", fields: [{ pointer: "/results/1/parameters/x" }] },
    });
    expect(value(await session.export())).toEqual(before);
  });

  test("beyond what a mode holds is refused whole, and other modes go on", async () => {
    const { session } = await defined();
    const at = Date.UTC(2026, 0, 1);
    const full = value(await session.export());
    const events = Array.from({ length: 999 }, (_, index) => ({
      at,
      type: "rated",
      mode: "structure",
      body: { parameters: { solver: "a", x: (index % 1000) / 1000 }, value: index % 7 },
    }));
    value(await session.import({ ...full, events }));
    const two = { results: [1, 2].map((told) => ({ parameters: POINT, value: told })) };

    expect(faultOf(await session.update(two))).toBe("tuning_session_full");
    expect(value(await session.update({ ...two, mode: "surfaces" })).samplesSeen).toBe(1001);
  });
});

describe("an export", () => {
  test("goes on elsewhere as it would have here", async () => {
    const [here, there] = [(await defined()).session, drill().session];
    for (let round = 0; round < 4; round++) await rateSuggestions(here, 3);
    await suggested(here, 1);
    const document = JSON.parse(JSON.stringify(value(await here.export())));
    value(await there.import(document));

    expect(value(await there.export())).toEqual(document);
    expect(value(await there.stats())).toEqual(value(await here.stats()));
    expect(parametersOf(await suggested(there, 3))).toEqual(parametersOf(await suggested(here, 3)));
    expect(faultOf(await there.import(document))).toBe("tuning_session_in_use");
  });

  test("holds nothing of what was searched before the definition", async () => {
    const { session } = drill();
    await suggested(session);
    value(await session.define(value(await (await defined()).session.export()).study));

    expect(value(await session.export()).events).toEqual([]);
  });

  test("of the image space still lets a result leave parameters out", async () => {
    const [here, there] = [drill().session, drill().session];
    await suggested(here);
    value(await there.import(value(await here.export())));
    const answer = await there.update({ results: [{ parameters: { api: "leonardo" }, rating: 4 }] });

    expect(value(answer).samplesSeen).toBe(1);
    expect(value(await there.info()).defined).toBe(false);
  });

  const event = { at: 1, type: "rated", mode: "structure", body: { parameters: POINT, value: 1 } };
  test.each([
    ["a point outside", [{ ...event, body: { parameters: { solver: "a", x: 3 }, value: 1 } }]],
    ["a figure beyond all measure", [{ ...event, body: { parameters: POINT, value: 1e300 } }]],
    ["an unknown event", [{ ...event, type: "dreamt" }]],
    ["a mode without name", [{ ...event, mode: "" }]],
    ["too many modes", Array.from({ length: 17 }, (_, mode) => ({ ...event, mode: `m${mode}` }))],
    ["too many ratings", Array.from({ length: 1001 }, () => event)],
    ["too many events", Array.from({ length: 50_001 }, () => ({ ...event, type: "reset", body: {} }))],
  ])("with %s is refused, and nothing of it taken", async (_, events) => {
    const document = value(await (await defined()).session.export());
    const { session } = drill();

    expect(faultOf(await session.import({ ...document, events }))).toBe("validation_failed");
    expect(faultOf(await session.info())).toBe("tuning_session_not_found");
  });
});

test("events that cannot be read or make no sense cost themselves alone", async () => {
  const { session, damage } = await defined();
  await rateSuggestions(session, 3);
  await damage(
    "INSERT INTO events (at, type, mode, body) VALUES (1, 'rated', 'structure', '{')",
    "INSERT INTO events (at, type, mode, body) VALUES (1, 'dreamt', 'structure', '{}')",
    `INSERT INTO events (at, type, mode, body) VALUES
       (1, 'rated', 'structure', '{"parameters":{"color":"red"},"value":1}')`,
  );
  await rateSuggestions(session, 3);

  expect(value(await session.stats()).samplesSeen).toBe(6);
});

describe("watchers", () => {
  const connect = async (session: Drill["session"]) => {
    const request = new Request("https://senal.test/live", { headers: { Upgrade: "websocket" } });
    const { webSocket: socket } = await session.live(request);
    if (!socket) throw new Error("no socket");
    const messages: Record<string, unknown>[] = [];
    const closed = new Promise<number>((resolve) => {
      socket.addEventListener("close", ({ code }) => resolve(code));
    });
    let wake = () => {};
    socket.addEventListener("message", ({ data }) => {
      messages.push(data === "pong" ? { type: "pong" } : JSON.parse(String(data)));
      wake();
    });
    socket.accept();
    const until = async (type: string): Promise<unknown[]> => {
      while (!messages.some((message) => message.type === type))
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      return messages.map((message) => message.type);
    };
    return { socket, closed, until };
  };

  test("are told everything, also when the object was evicted meanwhile", async () => {
    const { session, evict } = await defined();
    const { socket, until } = await connect(session);
    await evict();
    await rateSuggestions(session, 1);
    expect(await until("stats")).toEqual(["suggested", "rated", "stats"]);
    await evict();
    value(await session.reset());
    expect(await until("reset")).toEqual(["suggested", "rated", "stats", "reset"]);
    socket.close();
  });

  test("have nothing to say, and may stay or go", async () => {
    const { session } = await defined();
    const { socket, closed, until } = await connect(session);
    socket.send("{");
    socket.send(new Uint8Array(9));
    await until("error");
    socket.send("ping");
    await until("pong");
    socket.close(1000);
    await closed;

    await rateSuggestions(session, 1);
    expect(value(await session.stats()).samplesSeen).toBe(1);
  });

  test("beyond the thirty-second are turned away", async () => {
    const { session } = await defined();
    const watchers = await Promise.all(Array.from({ length: 32 }, () => connect(session)));
    const { closed } = await connect(session);

    expect(await closed).toBe(1013);
    await rateSuggestions(session, 1);
    for (const { until, socket } of watchers) {
      await until("rated");
      socket.close();
    }
  });
});

test("many sessions at once lose no rating, count none twice, and see nothing of each other", async () => {
  const sessions = createTuningSessions(env.TUNING_SESSION);
  const run = crypto.randomUUID();
  await Promise.all(
    Array.from({ length: MANY_SESSIONS }, async (_, index) => {
      const session = sessions.open(`${run}-${index}`);
      const { suggestions } = value(await session.suggest({ mode: "surfaces", count: 2 }));
      const rating = 1 + (index % 5);
      const results = suggestions.map(({ parameters, suggestionId }) => ({
        parameters,
        suggestionId,
        rating,
      }));
      const own = { results: [{ parameters: { api: "leonardo" }, rating }], updateId: "own" };
      const requests = [{ results }, own, { results }, own];
      await Promise.all(requests.map(async (request) => value(await session.update(request))));

      const { events } = value(await session.history({ limit: 200 }));
      const rated = events.filter(({ type }) => type === "rated");
      expect(rated.map(({ body }) => body.value)).toEqual([rating, rating, rating]);
      expect(value(await session.info()).samplesSeen).toBe(3);
    }),
  );
});
