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

/** Its name decides what the made-up person likes. */
const SESSION = "/tune/landscapes";

const SHOTS: readonly Shot[] = [
  { name: "overview", path: "/" },
  {
    name: "practice",
    path: "/practice",
    reader: { height: 1080 },
    prepare: (page) => practise(page, "L", "Start the camera"),
  },
  {
    name: "practice-phone",
    path: "/practice",
    reader: { language: "es", theme: "dark", width: 390, height: 1280 },
    prepare: (page) => practise(page, "V", "Encender la cámara"),
  },
  { name: "tuning", path: SESSION, reader: { height: 1520 }, prepare: playTuning },
  {
    name: "tuning-phone",
    path: SESSION,
    reader: { width: 360, height: 740, theme: "dark", language: "es" },
    prepare: lookAtModel,
  },
];

/** The camera's hand signs L: until that is read, and the page says whether it is right and what to change. */
async function practise(page: Page, letter: string, startCamera: string): Promise<void> {
  await page.getByRole("button", { name: letter, exact: true }).click();
  await page.getByRole("button", { name: startCamera }).click();
  await page.locator(".outcome:not(:empty)").waitFor({ timeout: 60_000 });
  if (letter !== "L") await page.locator(".advice li").first().waitFor({ timeout: 60_000 });
  await page.getByRole("img", { name: /L, (9\d|100) %/ }).waitFor({ timeout: 60_000 });
}

const world = await startWebWorld();
try {
  const browser = await connectBrowser(world.browserEndpoint);
  await mkdir(FOLDER, { recursive: true });
  for (const { name, path, reader, prepare } of SHOTS) {
    const { page, context } = await visit(browser, `${world.workerUrl}${path}`, reader);
    await prepare?.(page);
    await page.evaluate("scrollTo(0, 0)");
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
