/**
 * `npm run web:figures`: what a first visit to each page loads, what stands in the way of people, and how recognition on the
 * device does on the frames of a clip.
 */

import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { Browser, Response } from "playwright-core";
import { IMAGE_OBJECTIVE, IMAGE_SPACE } from "../../shared/contract/image-space.ts";
import { connectBrowser, findBarriers, openPage, visit } from "./browser.ts";
import { framesOf } from "./camera.ts";
import { largestDifference, seeInBrowser, seeInContainer } from "./on-device.ts";
import { startWebWorld } from "./world.ts";

const CLIP = fileURLToPath(new URL("../clips/asl-l.mp4", import.meta.url));
const TUNING_SESSION = "figures";
const PAGES = ["/", "/practice", "/tune", `/tune/${TUNING_SESSION}`];

interface PageFigures {
  readonly path: string;
  readonly files: number;
  readonly bytes: number;
  /** As a network sends it; answers of the API are not counted. */
  readonly gzipBytes: number;
  /** Number of barriers by how bad they are. */
  readonly barriers: Readonly<Record<string, number>>;
}

interface RecognitionFigures {
  readonly frames: number;
  /** Of the median frame, one after the other. */
  readonly framesPerSecond: number;
  /** Largest distance between a landmark in the browser and in the container, in percent of the hand's size. */
  readonly largestDifferencePercent: number;
}

const world = await startWebWorld();
try {
  const browser = await connectBrowser(world.browserEndpoint);
  await beginTuning(TUNING_SESSION);
  const pages: PageFigures[] = [];
  for (const path of PAGES) pages.push(await measurePage(browser, path));
  const recognition = await measureRecognition(browser);
  if (process.argv.includes("--json")) console.log(JSON.stringify({ pages, recognition }));
  else {
    console.table(pages.map(({ barriers, ...page }) => ({ ...page, barriers: JSON.stringify(barriers) })));
    console.table(recognition);
  }
} finally {
  await world.stop();
}

/** A session that has begun shows all that the page has. */
async function beginTuning(session: string): Promise<void> {
  await fetch(`${world.workerUrl}/ml/sessions/${session}`, {
    method: "PUT",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ space: IMAGE_SPACE, objective: IMAGE_OBJECTIVE }),
    signal: AbortSignal.timeout(20_000),
  });
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

async function measureRecognition(browser: Browser): Promise<RecognitionFigures> {
  const pictures = framesOf(CLIP).map(({ image }) => image);
  const { page, context } = await visit(browser, `${world.workerUrl}/practice`);
  const inBrowser = await seeInBrowser(page, pictures);
  await context.close();
  const milliseconds = inBrowser.map((sight) => sight.milliseconds).sort((a, b) => a - b);
  return {
    frames: pictures.length,
    framesPerSecond: 1000 / (milliseconds[Math.floor(milliseconds.length / 2)] ?? Number.NaN),
    largestDifferencePercent: largestDifference(await seeInContainer(pictures), inBrowser),
  };
}
