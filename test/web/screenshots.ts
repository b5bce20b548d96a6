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

const SHOTS: readonly Shot[] = [{ name: "overview", path: "/" }];

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
