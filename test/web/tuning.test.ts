/** The tuning pages in a real browser, against the real service. */
import { text } from "node:stream/consumers";
import type { Browser, Download, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { IMAGE_OBJECTIVE, IMAGE_SPACE } from "../../shared/contract/image-space.ts";
import {
  type HistoryResponse,
  SessionExportSchema,
  type SessionResponse,
  type StatsResponse,
  type SuggestResponse,
} from "../../shared/contract/tuning-api.ts";
import { connectBrowser, findBarriers, isSerious, visit } from "./browser.ts";

const web = inject("web");
const at = (path: string): string => `${web?.workerUrl}${path}`;

async function send<T>(
  path: string,
  body?: unknown,
  method = body === undefined ? "GET" : "POST",
): Promise<T> {
  const content = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(at(path), {
    method,
    headers: { "Content-Type": "application/json" },
    signal: AbortSignal.timeout(20_000),
    ...content,
  });
  expect(response.status).toBeLessThan(300);
  return (await response.json()) as T;
}

/** A session over the image space that nobody rated yet. */
const begin = (id: string): Promise<SessionResponse> =>
  send(`/ml/sessions/${id}`, { space: IMAGE_SPACE, objective: IMAGE_OBJECTIVE }, "PUT");

const valuesRated = async (id: string): Promise<unknown[]> => {
  const { events } = await send<HistoryResponse>(`/ml/sessions/${id}/history?limit=200`);
  return events.filter(({ type }) => type === "rated").map(({ value }) => value);
};

const seeRatings = (page: Page, count: number): Promise<void> =>
  page.getByText(`Ratings: ${count}`, { exact: true }).waitFor();

/** Stars in a sentence such as "... parameters: 4.51 stars, of 4.6 stars ...". */
const starsIn = (sentence: string | null): number => Number(/([\d.]+) stars/.exec(sentence ?? "")?.[1]);

const textOf = async (download: Promise<Download>): Promise<string> =>
  text(await (await download).createReadStream());

describe.skipIf(!web)("the tuning pages", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await connectBrowser(web?.browserEndpoint ?? "");
  });
  afterAll(() => browser?.close());

  test("lead a session from its name to good parameters, with the model's picture of them", async () => {
    const { page, context, complaints } = await visit(browser, at("/tune"));
    const truth = page.getByText("What they truly think");

    await page.getByLabel("Name of the session").fill("to-the-end");
    await page.getByRole("button", { name: "Open" }).click();
    await page.getByRole("button", { name: "Tune image parameters" }).click();
    await page.getByRole("button", { name: "Suggest two" }).click();
    await page.getByRole("button", { name: "Let them rate these two" }).click();
    await seeRatings(page, 2);
    const early = starsIn(await truth.textContent());
    await page.getByRole("button", { name: "Play 20 ratings" }).click();
    await seeRatings(page, 22);
    const stats = await send<StatsResponse>("/ml/sessions/to-the-end/stats");
    const best = stats.modes.structure?.best_rating ?? 0;
    const shown = `${best.toLocaleString("en", { maximumFractionDigits: 2 })} stars`;
    await page.getByRole("region", { name: "Best so far" }).getByText(shown).waitFor();

    // The browser's own model agrees with the service to the last figure that is shown.
    await page
      .getByRole("img", {
        name: `along guidance_scale; at ${stats.best_parameters?.guidance_scale}: ${shown}`,
      })
      .waitFor();
    expect(await page.locator("figure.slice").count()).toBe(3);
    const late = starsIn(await truth.textContent());
    expect(late).toBeGreaterThan(early + 0.5);
    expect(late).toBeGreaterThan(4);
    expect((await findBarriers(page)).filter(isSerious)).toEqual([]);
    // A session that is new is not found, which the browser takes for an error.
    expect(complaints.filter((complaint) => !complaint.includes("404"))).toEqual([]);
    await context.close();
  });

  test("can be rated with the keyboard alone", async () => {
    await begin("by-keyboard");
    const { page, context } = await visit(browser, at("/tune/by-keyboard"));
    const comparison = page.getByRole("region", { name: "Which do you like better?" });
    await comparison.waitFor();
    const isFocused = (): Promise<boolean> =>
      comparison.evaluate((element) => element === document.activeElement);

    for (let tabs = 0; tabs < 20 && !(await isFocused()); tabs++) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("article", { name: "Suggestion A" }).waitFor();
    await page.keyboard.type("42");
    await page.keyboard.press("Enter");
    await seeRatings(page, 2);
    await page.getByRole("radio", { checked: true }).first().waitFor({ state: "detached" });
    await page.keyboard.press("b");
    await page.keyboard.press("Enter");
    await seeRatings(page, 4);

    // Newest first: B was better, by one star more than the average of 4 and 2; before that, A had 4 and B 2.
    expect(await valuesRated("by-keyboard")).toEqual([4, 3, 2, 4]);
    await context.close();
  });

  test("show what somebody else rates at once, in the reader's language", async () => {
    await begin("watched");
    const { page, context } = await visit(browser, at("/tune/watched"), {
      language: "es",
      width: 360,
      theme: "dark",
    });
    await page.getByText("● en directo").waitFor();

    const asked = await send<SuggestResponse>("/ml/sessions/watched/suggest_parameters", {});
    const results = asked.suggestions.map((parameters, index) => ({
      parameters,
      rating: 5,
      suggestion_id: asked.suggestion_ids[index],
    }));
    await send("/ml/sessions/watched/update_model", { results });
    await page.getByText("Valoraciones: 2", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Sugerir dos" }).click();
    await page.getByText("¿Por qué esta?").first().click();

    await page.getByText("se sabe muy poco").first().waitFor();
    expect((await findBarriers(page)).filter(isSerious)).toEqual([]);
    const widths = await page.evaluate<number[]>("[document.documentElement.scrollWidth, innerWidth]");
    expect(widths[0]).toBe(widths[1]);
    await fetch(at("/ml/sessions/watched"), { method: "DELETE" });
    await page.getByText("Esta sesión es nueva.").waitFor();
    await context.close();
  });

  test("define a space of one's own in a form, which says what is wrong with it", async () => {
    const { page, context } = await visit(browser, at("/tune/own-space"));
    const parameter = (number: number) => page.getByRole("group", { name: `Parameter ${number}` });

    await parameter(1).getByLabel("Kind").selectOption("choice");
    await parameter(1).getByLabel("Name").fill("solver");
    await parameter(1).getByLabel("Choices").fill("adam, sgd");
    await page.getByRole("button", { name: "Add a parameter" }).click();
    await parameter(2).getByLabel("Name").fill("momentum");
    await parameter(2).getByLabel("From").fill("1");
    await parameter(2).getByLabel("To").fill("0.5");
    await parameter(2).getByLabel("Decimals").fill("2");
    await parameter(2).getByLabel("Exists").selectOption("only with solver =");
    await parameter(2).getByLabel("sgd").check();
    await page.getByLabel("What is told of each try").selectOption("a number, the smaller the better");
    await page.getByRole("button", { name: "Search this space" }).click();
    const complaint = await page.getByRole("alert").textContent();
    await parameter(2).getByLabel("From").fill("0");
    await page.getByRole("button", { name: "Search this space" }).click();
    await page.getByRole("button", { name: "Suggest two" }).click();
    await page.getByLabel("Figure of A").fill("12.5");
    await page.getByLabel("Figure of B").fill("-3");
    await page.getByRole("button", { name: "Submit, and two more" }).click();
    await seeRatings(page, 2);

    expect(complaint).toContain("Parameter 2:");
    const { space, objective } = await send<SessionResponse>("/ml/sessions/own-space");
    expect(space.parameters).toEqual([
      { name: "solver", type: "categorical", choices: ["adam", "sgd"] },
      { name: "momentum", type: "float", low: 0, high: 0.5, decimals: 2, when: { solver: ["sgd"] } },
    ]);
    expect(objective).toEqual({ direction: "minimize", kind: "number" });
    expect(await valuesRated("own-space")).toEqual([-3, 12.5]);
    await context.close();
  });

  test("carry a session elsewhere, and keep a picture on the page", async () => {
    await begin("exported");
    const { page, context } = await visit(browser, at("/tune/exported"));
    await page.getByRole("button", { name: "Suggest two" }).click();
    const picture = await page.screenshot();
    await page
      .getByLabel("Picture file for A")
      .setInputFiles({ name: "a.png", mimeType: "image/png", buffer: picture });
    await page.getByRole("img", { name: "Picture of suggestion A" }).waitFor();
    await page.getByRole("article", { name: "Suggestion A" }).getByText("★").nth(1).click();
    await page.getByRole("button", { name: "A is better" }).click();
    await page.getByRole("button", { name: "Submit, and two more" }).click();
    await seeRatings(page, 2);

    const asTable = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save as CSV" }).click();
    const table = (await textOf(asTable)).split("\r\n");
    const asJson = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save as JSON" }).click();
    const document = await textOf(asJson);
    await page.goto(at("/tune/imported"));
    await page.getByLabel("A session saved as JSON").setInputFiles({
      name: "exported.json",
      mimeType: "application/json",
      buffer: Buffer.from(document),
    });
    await seeRatings(page, 2);

    expect(table[0]).toContain("number,at,value,expected,expected_sd,api,");
    expect(table.slice(1, 3).map((row) => row.split(",")[2])).toEqual(["2", "1"]);
    expect(SessionExportSchema.parse(JSON.parse(document)).events.length).toBeGreaterThan(3);
    expect(await valuesRated("imported")).toEqual(await valuesRated("exported"));
    await context.close();
  });
});
