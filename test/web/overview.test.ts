/** The first page in a real browser, against the real service. */
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { submitAssessment, uploadVideo } from "../stack/client.ts";
import { connectBrowser, openPage, visit } from "./browser.ts";

const CLIP = fileURLToPath(new URL("../clips/asl-y.mp4", import.meta.url));
const web = inject("web");

describe.skipIf(!web)("the overview", () => {
  let browser: Browser;
  const workerUrl = web?.workerUrl ?? "";

  beforeAll(async () => {
    browser = await connectBrowser(web?.browserEndpoint ?? "");
  });
  afterAll(() => browser?.close());

  test("says that all is well, and shows a session by itself while it is assessed", async () => {
    const { page, context, complaints } = await visit(browser, workerUrl);
    await page.getByRole("status").getByText("Everything works.").waitFor();

    const s3VideoUrl = await uploadVideo(workerUrl, CLIP);
    const { sessionId } = await submitAssessment(workerUrl, { s3VideoUrl, expectedGesture: "Y" });
    const row = page.getByRole("row").filter({ hasText: sessionId.slice(0, 8) });
    await row.getByText("completed").waitFor({ timeout: 60_000 });

    expect(await row.getByRole("link").getAttribute("href")).toBe(`/api/v1/assess/${sessionId}`);
    expect(await row.getByRole("cell").allTextContents()).toEqual(expect.arrayContaining(["Y", "100"]));
    expect(complaints).toEqual([]);
    await context.close();
  });

  test.each([
    [
      { ready: false, checks: { database: { ok: false, required: true, latencyMs: 1 } } },
      503,
      "Algo necesario no funciona.",
    ],
    [
      { ready: true, checks: { mirror: { ok: false, required: false, latencyMs: 1 } } },
      200,
      "algo accesorio, no.",
    ],
  ])("says what is not well: %j", async (readiness, status, sentence) => {
    const { page, context } = await openPage(browser, { language: "es" });
    await page.route("**/ready", (route) => route.fulfill({ status, json: readiness }));

    await page.goto(workerUrl);

    await page.getByRole("status").getByText(sentence).waitFor();
    await page.getByText("▲ no funciona").waitFor();
    await context.close();
  });
});
