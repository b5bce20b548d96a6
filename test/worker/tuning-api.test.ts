import { describe, expect, test } from "vitest";
import { SuggestResponseSchema } from "../../shared/contract/tuning-api.ts";
import { call, postJson, problemOf } from "./call.ts";
import { freshPath, IMAGE, rate, stats, suggest, updated } from "./tuning-client.ts";

describe("a client of the former service", () => {
  test("gets two suggestions with its own names and roundings, rates them and sees the count", async () => {
    const header = { "X-Tuning-Session": crypto.randomUUID() };
    const answer = await postJson("/ml/suggest_parameters", {}, header);
    const { suggestions } = (await answer.json()) as { suggestions: Record<string, unknown>[] };

    expect([answer.status, suggestions.length]).toEqual([200, 2]);
    for (const suggestion of suggestions) expect(suggestion).toEqual(imageSuggestion(suggestion.api));

    const results = suggestions.map((parameters, index) => ({ parameters, rating: 3 + index }));
    const first = await postJson("/ml/update_model", { results }, header);
    expect([first.status, await first.json()]).toMatchObject([
      200,
      { updated: true, samples_seen: 2, convergence_score: expect.any(Number) },
    ]);
    const seen = await call("/ml/stats", { headers: header });
    expect(await seen.json()).toMatchObject({
      samples_seen: 2,
      convergence: expect.any(Number),
      best_parameters: imageSuggestion(suggestions[1]?.api),
      best_rating: expect.any(Number),
    });
    const reset = await call("/ml/reset", { method: "POST", headers: header });
    expect(await reset.json()).toEqual({ status: "reset", message: expect.any(String) });
    expect(await (await call("/ml/stats", { headers: header })).json()).toMatchObject({
      samples_seen: 0,
      best_parameters: null,
      best_rating: null,
    });
  });

  test("needs no header: the default session is counted by the state of the service", async () => {
    const before = (await (await call("/health")).json()) as { optimizer_samples: number };
    const { suggestions } = await suggest("/ml", { mode: "surfaces", num_suggestions: 1 });
    await rate("/ml", [{ parameters: suggestions[0], rating: 5 }]);
    const after = await (await call("/ml/health")).json();

    expect(after).toMatchObject({ status: "healthy", optimizer_samples: before.optimizer_samples + 1 });
    expect((await stats("/ml")).modes.surfaces?.samples_seen).toBeGreaterThan(0);
  });

  test("leaves out parameters, which take their usual values, and asks without a body", async () => {
    const path = freshPath();
    const asked = await call(`${path}/suggest_parameters`, { method: "POST" });
    const told = await rate(path, [{ parameters: { api: "stablediffusion" }, rating: 4.5 }]);

    expect(asked.status).toBe(200);
    expect((await updated(told)).samples_seen).toBe(1);
    expect((await stats(path)).best_parameters).toEqual({
      api: "stablediffusion",
      strength: 0.2,
      guidance_scale: 7.5,
      controlnet_conditioning_scale: 0.95,
    });
  });

  test("sends no mode, which is that of the suggestion", async () => {
    const path = freshPath();
    const { suggestions } = await suggest(path, { mode: "surfaces", num_suggestions: 1 });
    await rate(path, [
      { parameters: suggestions[0], rating: 2 },
      { parameters: IMAGE, rating: 4 },
    ]);

    const { modes, ...all } = await stats(path, "?mode=surfaces");

    expect([modes.surfaces?.samples_seen, modes.structure?.samples_seen]).toEqual([1, 1]);
    expect([all.samples_seen, all.best_parameters]).toEqual([2, suggestions[0]]);
  });
});

describe("an update", () => {
  test.each([
    [
      "a word for a number",
      [{ parameters: { ...IMAGE, guidance_scale: "8.5" }, rating: 3 }],
      "/results/0/parameters/guidance_scale",
    ],
    [
      "a value out of range",
      [{ parameters: { ...IMAGE, guidance_scale: 12.5 }, rating: 3 }],
      "/results/0/parameters/guidance_scale",
    ],
    ["an unknown api", [{ parameters: { ...IMAGE, api: "dalle" }, rating: 3 }], "/results/0/parameters/api"],
    ["no api", [{ parameters: {}, rating: 3 }], "/results/0/parameters/api"],
    [
      "a parameter too many",
      [{ parameters: { ...IMAGE, url: "x" }, rating: 3 }],
      "/results/0/parameters/url",
    ],
    ["NaN, which JSON writes as null,", [{ parameters: IMAGE, rating: Number.NaN }], "/results/0/rating"],
    ["a rating of true", [{ parameters: IMAGE, rating: true }], "/results/0/rating"],
    ["a rating in quotes", [{ parameters: IMAGE, rating: "4" }], "/results/0/rating"],
    ["a rating of 0.5", [{ parameters: IMAGE, rating: 0.5 }], "/results/0/rating"],
    ["a rating of 5.5", [{ parameters: IMAGE, rating: 5.5 }], "/results/0/rating"],
    ["no rating", [{ parameters: IMAGE }], "/results/0/rating"],
    ["a value where ratings count", [{ parameters: IMAGE, value: 3 }], "/results/0/rating"],
    [
      "one bad result of two",
      [
        { parameters: IMAGE, rating: 3 },
        { parameters: IMAGE, rating: 6 },
      ],
      "/results/1/rating",
    ],
    ["parameters that are no object", [{ parameters: [1], rating: 3 }], "/results/0/parameters"],
    ["no results", [], "/results"],
    ["10,000 results", Array.from({ length: 10_000 }, () => ({ parameters: IMAGE, rating: 3 })), "/results"],
    ["something else", "all good", "/results"],
  ])(
    "with %s is refused at that place, in both languages, and changes nothing",
    async (_, results, place) => {
      const path = freshPath();

      const english = await problemOf(await rate(path, results));
      const spanish = await problemOf(await rate(path, results, { "Accept-Language": "es" }));

      expect(english).toMatchObject({ status: 422, code: "validation_failed" });
      expect(english.errors?.map(({ pointer }) => pointer)).toContain(place);
      expect(spanish.errors?.map(({ pointer }) => pointer)).toEqual(
        english.errors?.map(({ pointer }) => pointer),
      );
      expect(spanish.errors?.[0]?.detail).not.toBe(english.errors?.[0]?.detail);
      expect((await stats(path)).samples_seen).toBe(0);
    },
  );

  test("counts once however often it comes with its key or its suggestion_id", async () => {
    const path = freshPath();
    const key = { "Idempotency-Key": "retry-1" };
    const results = [{ parameters: IMAGE, rating: 4 }];
    const keyed = [await rate(path, results, key), await rate(path, results, key)];
    const { suggestions, suggestion_ids } = await suggest(path, { num_suggestions: 1 });
    const named = [{ parameters: suggestions[0], rating: 3, suggestion_id: suggestion_ids[0] }];

    expect(await keyed[1]?.json()).toEqual(await keyed[0]?.json());
    expect(await updated(await rate(path, named))).toMatchObject({ samples_seen: 2, duplicates: 0 });
    expect(await updated(await rate(path, named))).toMatchObject({ samples_seen: 2, duplicates: 1 });
    const reused = await problemOf(await rate(path, [{ parameters: IMAGE, rating: 1 }], key));
    expect(reused).toMatchObject({ status: 422, code: "idempotency_key_reused" });
    const long = await problemOf(await rate(path, results, { "Idempotency-Key": "k".repeat(201) }));
    expect(long.errors?.[0]?.pointer).toBe("/Idempotency-Key");
  });
});

describe("a question", () => {
  test.each([
    [{ num_suggestions: 0 }, "/num_suggestions"],
    [{ num_suggestions: 17 }, "/num_suggestions"],
    [{ num_suggestions: "2" }, "/num_suggestions"],
    [{ mode: "not a mode" }, "/mode"],
    [{ modus: "structure" }, "/modus"],
  ])("of %j is refused at %s", async (body, place) => {
    const problem = await problemOf(await postJson(`${freshPath()}/suggest_parameters`, body));

    expect(problem).toMatchObject({ status: 422, errors: [{ pointer: place }] });
  });

  test("that cannot be read is a 400, of another media type a 415", async () => {
    const ask = (type: string) =>
      call("/ml/suggest_parameters", { method: "POST", headers: { "Content-Type": type }, body: "{" });

    expect((await problemOf(await ask("application/json"))).code).toBe("malformed_json");
    expect((await problemOf(await ask("text/plain"))).code).toBe("unsupported_media_type");
  });

  test("is answered with reasons in the reader's language on demand", async () => {
    const path = freshPath();
    const ask = async (language: string) => {
      const answer = await postJson(
        `${path}/suggest_parameters?explain=1`,
        {},
        { "Accept-Language": language },
      );
      return SuggestResponseSchema.parse(await answer.json()).explanations ?? [];
    };
    const [english] = await ask("en");
    const [spanish] = await ask("es");
    for (const [at, rating] of [2, 3, 4, 3, 5].entries())
      await rate(path, [{ parameters: { ...IMAGE, guidance_scale: 6 + at }, rating }]);
    const [informed] = await ask("en");

    expect(english).toMatchObject({ mean: null, why: expect.stringMatching(/has few results/) });
    expect(english?.reason).toMatchObject({ reason: "initial" });
    expect(spanish?.why).toMatch(/tiene pocos resultados/);
    expect(informed).toMatchObject({ mean: expect.any(Number), sd: expect.any(Number) });
    expect((await suggest(path)).explanations).toBeUndefined();
  });
});

/** What a suggestion of this API must look like. */
const imageSuggestion = (api: unknown) => {
  const rounded = (low: number, high: number, decimals: number) =>
    expect.toSatisfy(
      (value: number) => value >= low && value <= high && value === Number(value.toFixed(decimals)),
    );
  const guidance_scale = rounded(5, 12, 1);
  return api === "leonardo"
    ? { api, init_strength: rounded(0.1, 0.5, 2), guidance_scale, controlnet_weight: rounded(0.7, 0.99, 2) }
    : {
        api: "stablediffusion",
        strength: rounded(0.1, 0.5, 2),
        guidance_scale,
        controlnet_conditioning_scale: rounded(0.7, 0.99, 2),
      };
};
