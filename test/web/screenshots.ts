/** `npm run screenshots`: takes the README's pictures of the pages. */
import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { connectBrowser, type Reader, visit } from "./browser.ts";
import { startWebWorld } from "./world.ts";

const FOLDER = fileURLToPath(new URL("./pictures", import.meta.url));

interface Shot {
  readonly name: string;
  readonly path: string;
  readonly reader?: Reader;
  /** Brings the page to where it is worth a picture. */
  readonly prepare?: (page: Page) => Promise<void>;
}

const SHOTS: readonly Shot[] = [
  { name: "overview", path: "/" },
  { name: "tuning", path: "/tune/landscapes", reader: { height: 1520 }, prepare: playTuning },
  {
    name: "tuning-phone",
    path: "/tune/landscapes",
    reader: { width: 360, height: 740, theme: "dark", language: "es" },
    prepare: lookAtModel,
  },
];

const world = await startWebWorld();
try {
  const browser = await connectBrowser(world.browserEndpoint);
  await mkdir(FOLDER, { recursive: true });
  for (const { name, path, reader, prepare } of SHOTS) {
    const { page, context } = await visit(browser, `${world.workerUrl}${path}`, reader);
    await prepare?.(page);
    // 128 colours are enough for a page and keep the repository small.
    const picture = await sharp(await page.screenshot())
      .png({ palette: true, colours: 128, effort: 10 })
      .toBuffer();
    await writeFile(`${FOLDER}/${name}.png`, picture);
    console.log(`${name}.png ${Math.round(picture.length / 1000)} kB`);
    await context.close();
  }
} finally {
  await world.stop();
}

/** Has the made-up person rate until the model knows what they like. */
async function playTuning(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Tune image parameters" }).click();
  for (const ratings of [20, 40]) {
    await page.getByRole("button", { name: "Play 20 ratings" }).click();
    await page.getByText(`Ratings: ${ratings}`, { exact: true }).waitFor();
  }
  await page.locator(".compare[aria-busy=false]").waitFor();
  await page.getByRole("article", { name: "Suggestion A" }).getByText("★").nth(3).click();
  await page.getByRole("img", { name: "along guidance_scale" }).waitFor();
  await page.waitForLoadState("networkidle");
}

/** Scrolls to the pictures of the model. */
async function lookAtModel(page: Page): Promise<void> {
  const chart = page.locator("figure.slice").first();
  await chart.waitFor();
  await chart.evaluate((element) => element.closest("section")?.scrollIntoView());
}
