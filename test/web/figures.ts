/** `npm run web:figures`: what a first visit to each page loads, and what stands in the way of people. */
import { gzipSync } from "node:zlib";
import type { Browser, Response } from "playwright-core";
import { connectBrowser, findBarriers, openPage } from "./browser.ts";
import { startWebWorld } from "./world.ts";

const PAGES = ["/", "/practice", "/tune"];

interface PageFigures {
  readonly path: string;
  readonly files: number;
  readonly bytes: number;
  /** As a network sends it; answers of the API are not counted. */
  readonly gzipBytes: number;
  /** Number of barriers by how bad they are. */
  readonly barriers: Readonly<Record<string, number>>;
}

const world = await startWebWorld();
try {
  const browser = await connectBrowser(world.browserEndpoint);
  const pages: PageFigures[] = [];
  for (const path of PAGES) pages.push(await measurePage(browser, path));
  const figures = { pages };
  if (process.argv.includes("--json")) console.log(JSON.stringify(figures));
  else console.table(pages.map(({ barriers, ...page }) => ({ ...page, barriers: JSON.stringify(barriers) })));
} finally {
  await world.stop();
}

async function measurePage(browser: Browser, path: string): Promise<PageFigures> {
  const { page, context } = await openPage(browser);
  const loaded: Response[] = [];
  page.on("response", (response) => loaded.push(response));
  await page.goto(`${world.workerUrl}${path}`, { waitUntil: "networkidle" });
  const address = new URL(page.url()).pathname;
  const files = await Promise.all(
    loaded
      .map((response) => ({ response, pathname: new URL(response.url()).pathname }))
      .filter(({ pathname }) => pathname === address || pathname.startsWith("/app/"))
      .map(({ response }) => response.body()),
  );
  const barriers = await findBarriers(page);
  await context.close();
  const sum = (sizes: readonly number[]): number => sizes.reduce((all, size) => all + size, 0);
  return {
    path,
    files: files.length,
    bytes: sum(files.map(({ length }) => length)),
    gzipBytes: sum(files.map((file) => gzipSync(file).length)),
    barriers: Object.fromEntries(
      Object.entries(Object.groupBy(barriers, ({ impact }) => impact)).map(([impact, found = []]) => [
        impact,
        found.length,
      ]),
    ),
  };
}
