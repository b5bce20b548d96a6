/** What holds for every page, in a real browser. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { connectBrowser, findBarriers, isSerious, visit } from "./browser.ts";

const web = inject("web");
const PAGES = ["/", "/practice", "/tune"];

describe.skipIf(!web)("every page", () => {
  let browser: Browser;
  const at = (path: string): string => `${web?.workerUrl}${path}`;

  beforeAll(async () => {
    browser = await connectBrowser(web?.browserEndpoint ?? "");
  });
  afterAll(() => browser?.close());

  test.each(PAGES)("has no barrier for people, light or dark, wide or narrow: %s", async (path) => {
    const wide = await visit(browser, at(path));
    const narrow = await visit(browser, at(path), { width: 360, height: 740, theme: "dark", language: "es" });

    const barriers = [...(await findBarriers(wide.page)), ...(await findBarriers(narrow.page))];
    const [contentWidth, visibleWidth] = await narrow.page.evaluate<[number, number]>(
      "[document.documentElement.scrollWidth, document.documentElement.clientWidth]",
    );

    expect(barriers.filter(isSerious)).toEqual([]);
    expect(contentWidth).toBe(visibleWidth);
    expect([...wide.complaints, ...narrow.complaints]).toEqual([]);
    await wide.context.close();
    await narrow.context.close();
  });

  test.each(PAGES)("speaks the reader's language, and keeps the one that is chosen: %s", async (path) => {
    const { page, context } = await visit(browser, at(path), { language: "es" });
    const languageNow = (): Promise<string> => page.evaluate("document.documentElement.lang");

    const first = await languageNow();
    const heading = await page.getByRole("heading", { level: 1 }).textContent();
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("button", { name: "Español" }).waitFor();
    await page.reload();
    await page.getByRole("button", { name: "Español" }).waitFor();

    expect([first, await languageNow()]).toEqual(["es", "en"]);
    expect(await page.getByRole("heading", { level: 1 }).textContent()).not.toBe(heading);
    await context.close();
  });
});
