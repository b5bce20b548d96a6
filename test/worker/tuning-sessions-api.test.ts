import { describe, expect, test } from "vitest";
import {
  HistoryResponseSchema,
  SessionExportSchema,
  SessionResponseSchema,
  SessionWithHistorySchema,
} from "../../shared/contract/tuning-api.ts";
import { call, problemOf } from "./call.ts";
import { freshPath, IMAGE, put, rate, stats, suggest, updated } from "./tuning-client.ts";

const BOWL = {
  space: {
    parameters: [
      { name: "x", type: "float", low: -2, high: 2, decimals: 2 },
      { name: "n", type: "int", low: 1, high: 9 },
    ],
  },
  objective: { direction: "minimize", kind: "number" },
};

describe("a session with a space of its own", () => {
  test("finds the minimum of a measured number", async () => {
    const path = freshPath();
    const defined = await put(path, { ...BOWL, seed: 7 });
    expect([defined.status, defined.headers.get("Location")]).toEqual([201, path]);
    expect(SessionResponseSchema.parse(await defined.json())).toMatchObject({
      ...BOWL,
      seed: 7,
      defined: true,
    });

    for (let round = 0; round < 12; round++) {
      const { suggestions, suggestion_ids } = await suggest(path);
      const results = suggestions.map((parameters, index) => ({
        parameters,
        value: (Number(parameters.x) - 0.5) ** 2 + 0.1 * (Number(parameters.n) - 3) ** 2 - 1,
        suggestion_id: suggestion_ids[index],
      }));
      expect((await rate(path, results)).status).toBe(200);
    }

    const { samples_seen, best_parameters, best_rating, importance } = await stats(path);
    expect(samples_seen).toBe(24);
    expect(best_parameters).toMatchObject({ n: 3 });
    expect(Math.abs(Number(best_parameters?.x) - 0.5)).toBeLessThan(0.3);
    expect(best_rating).toBeLessThan(-0.7);
    expect(Object.keys(importance)).toEqual(["x", "n"]);
  });

  test.each([
    [
      "low above high",
      { parameters: [{ name: "x", type: "float", low: 3, high: 2 }] },
      "/space/parameters/0/low",
    ],
    [
      "low above high in the third",
      { parameters: [...BOWL.space.parameters, { name: "y", type: "int", low: 2, high: 1 }] },
      "/space/parameters/2/low",
    ],
    [
      "a logarithm of nothing",
      { parameters: [{ name: "x", type: "float", low: 0, high: 2, log: true }] },
      "/space/parameters/0/low",
    ],
    [
      "two of one name",
      { parameters: [BOWL.space.parameters[0], BOWL.space.parameters[0]] },
      "/space/parameters/1/name",
    ],
    [
      "a condition on nothing",
      { parameters: [{ ...BOWL.space.parameters[0], when: { api: "a" } }] },
      "/space/parameters/0/when/api",
    ],
    ["an unknown type", { parameters: [{ name: "x", type: "color" }] }, "/space/parameters/0/type"],
    [
      "one choice",
      { parameters: [{ name: "x", type: "categorical", choices: ["a"] }] },
      "/space/parameters/0/choices",
    ],
    ["nothing to search", { parameters: [] }, "/space/parameters"],
  ])("is refused with %s, in both languages", async (_, space, place) => {
    const path = freshPath();

    const english = await problemOf(await put(path, { ...BOWL, space }));
    const spanish = await problemOf(await put(path, { ...BOWL, space }, { "Accept-Language": "es" }));

    expect(english).toMatchObject({ status: 422, code: "validation_failed", errors: [{ pointer: place }] });
    expect(spanish.errors?.[0]?.detail).not.toBe(english.errors?.[0]?.detail);
    expect((await call(path)).status).toBe(404);
  });

  test("takes numbers where it counts numbers, and no others", async () => {
    const path = freshPath();
    await put(path, BOWL);
    const problem = await problemOf(await rate(path, [{ parameters: { x: 0, n: 1 }, rating: 3 }]));

    expect(problem).toMatchObject({ status: 422, errors: [{ pointer: "/results/0/value" }] });
    expect(problem.errors?.[0]?.detail).toMatch(/measured numbers/);
  });

  test("can be replaced until it has results, then no more until they are reset", async () => {
    const path = freshPath();
    const statuses = [(await put(path, BOWL)).status, (await put(path, { ...BOWL, seed: 1 })).status];
    await rate(path, [{ parameters: { x: 0, n: 1 }, value: 1 }]);
    const refused = await problemOf(await put(path, BOWL));
    await call(`${path}/reset`, { method: "POST" });

    expect(statuses).toEqual([201, 200]);
    expect(refused).toMatchObject({ status: 409, code: "tuning_session_in_use" });
    expect((await put(path, BOWL)).status).toBe(200);
  });

  test("searches alike under one id, wherever that is", async () => {
    const path = freshPath();
    await put(path, BOWL);
    const first = await suggest(path);
    await call(path, { method: "DELETE" });
    await put(path, BOWL);

    expect((await suggest(path)).suggestions).toEqual(first.suggestions);
  });
});

describe("a session", () => {
  test("is unknown until something happens in it, and after it is erased", async () => {
    const path = freshPath();
    const unknown = await Promise.all([path, `${path}/history`, `${path}/export`].map((at) => call(at)));
    await rate(path, [{ parameters: IMAGE, rating: 4 }]);
    const known = SessionWithHistorySchema.parse(await (await call(path)).json());
    const erased = await call(path, { method: "DELETE" });

    for (const answer of unknown)
      expect(await problemOf(answer)).toMatchObject({ status: 404, code: "tuning_session_not_found" });
    expect(known).toMatchObject({ defined: false, samples_seen: 1, modes: ["structure"] });
    expect(known.history.events.length).toBeGreaterThan(0);
    expect(erased.status).toBe(204);
    expect((await call(path)).status).toBe(404);
    expect((await stats(path)).samples_seen).toBe(0);
  });

  test("sees nothing of another one", async () => {
    const [one, other] = [freshPath(), freshPath()];
    await rate(one, [{ parameters: IMAGE, rating: 4 }]);

    expect((await stats(other)).samples_seen).toBe(0);
  });

  test("tells its history in pages, newest first", async () => {
    const path = freshPath();
    for (const rating of [1, 2, 3]) await rate(path, [{ parameters: IMAGE, rating }]);
    const page = async (query: string) =>
      HistoryResponseSchema.parse(await (await call(`${path}/history${query}`)).json());

    const all = await page("");
    const first = await page("?limit=2");
    const second = await page(`?limit=2&before=${first.next_before}`);

    const numbers = all.events.map(({ seq }) => seq);
    expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
    expect([...first.events, ...second.events]).toEqual(all.events.slice(0, 4));
    expect(all.next_before).toBeNull();
    expect((await problemOf(await call(`${path}/history?limit=0`))).errors?.[0]?.pointer).toBe("/limit");
  });

  test("goes on elsewhere with what it would have suggested here", async () => {
    const [here, there] = [freshPath(), freshPath()];
    const { suggestions } = await suggest(here);
    await rate(
      here,
      suggestions.map((parameters, index) => ({ parameters, rating: 2 + index })),
    );
    const document = SessionExportSchema.parse(await (await call(`${here}/export`)).json());

    const imported = await put(`${there}/import`, document);

    expect(SessionResponseSchema.parse(await imported.json())).toMatchObject({ samples_seen: 2 });
    expect((await suggest(there)).suggestions).toEqual((await suggest(here)).suggestions);
    expect((await problemOf(await put(`${there}/import`, document))).code).toBe("tuning_session_in_use");
    const strange = await put(`${freshPath()}/import`, { ...document, events: [{ type: "rated" }] });
    expect((await problemOf(strange)).status).toBe(422);
    expect((await put(`${freshPath()}/import`, { format: "senal-tuning/9" })).status).toBe(422);
  });

  test("is watched live through a WebSocket", async () => {
    const path = freshPath();
    const answer = await call(`${path}/live`, { headers: { Upgrade: "websocket" } });
    const socket = answer.webSocket;
    if (!socket) throw new Error(`no socket but ${answer.status}`);
    socket.accept();
    const types = new Promise<unknown>((resolve) => {
      socket.addEventListener("message", ({ data }) => {
        const message = JSON.parse(String(data)) as { type: string };
        if (message.type === "rated") resolve(message);
      });
    });
    await rate(path, [{ parameters: IMAGE, rating: 4.5 }]);

    expect(JSON.stringify(await types)).toContain("4.5");
    socket.close();
    const plain = await problemOf(await call(`${path}/live`));
    expect(plain).toMatchObject({ status: 426, code: "upgrade_required" });
  });

  test.each(["a%20b", "a.b", "x".repeat(65)])("cannot be called %s", async (id) => {
    const inPath = await problemOf(await call(`/ml/sessions/${id}/stats`));
    const inHeader = await problemOf(
      await call("/ml/stats", { headers: { "X-Tuning-Session": decodeURIComponent(id) } }),
    );

    expect(inPath).toMatchObject({ status: 422, errors: [{ pointer: "/id" }] });
    expect(inHeader).toMatchObject({ status: 422, errors: [{ pointer: "/X-Tuning-Session" }] });
  });
});

describe("the addresses of tuning", () => {
  test("exist under /ml alone, and say which methods they know", async () => {
    const wrong = await call("/ml/suggest_parameters");
    const preflight = await call("/ml/update_model", {
      method: "OPTIONS",
      headers: { Origin: "https://app.example", "Access-Control-Request-Method": "POST" },
    });

    expect((await problemOf(await call("/stats"))).code).toBe("route_not_found");
    expect([wrong.status, wrong.headers.get("Allow")]).toEqual([405, "POST"]);
    expect(preflight.headers.get("Access-Control-Allow-Headers")).toMatch(
      /Idempotency-Key.*X-Tuning-Session/,
    );
    expect((await updated(await rate("/ml/ml", [{ parameters: IMAGE, rating: 4 }]))).updated).toBe(true);
  });
});
