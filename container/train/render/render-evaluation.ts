/**
 * `npm run render:evaluation -- --out DIR [--clips N] [--seed N] [--only A,J,NO_SIGN] [--fps N]`: renders clips that training never
 * saw, N of each letter, J and Z in motion, and fifteen times N of hands that sign nothing, for `npm run evaluate -- --videos DIR`.
 * DIR/<LABEL>-<kind>-<n>.mp4, the label NO_SIGN for no letter; evaluation/clips.ts says what the kinds are.
 * A seed gives the same pictures each time; H.264 at this rate does not give the same bytes for them.
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Image } from "../../../shared/hands/image.ts";
import { createRandom } from "../random.ts";
import { encodeVideo } from "./encode-video.ts";
import { clipsOf, fileNameOf, LABELS, performanceOf } from "./evaluation/clips.ts";
import { momentsOf, sensor } from "./evaluation/frames.ts";
import { fetchRenderPackages } from "./fetch-packages.ts";
import { launchBrowser } from "./launch-browser.ts";
import { readSkeleton } from "./read-skeleton.ts";
import { openRendererIn } from "./renderer.ts";

/** So much that noise is still noise. */
const BITS_PER_SECOND = 600_000;

const { values: options } = parseArgs({
  options: {
    out: { type: "string" },
    clips: { type: "string", default: "4" },
    seed: { type: "string", default: "1" },
    only: { type: "string" },
    fps: { type: "string", default: "15" },
  },
});
if (!options.out) throw new Error("Give --out a folder for the clips.");
const folder = options.out;
const framesPerSecond = Number(options.fps);
const wanted = options.only?.toUpperCase().split(",") ?? LABELS;

await mkdir(folder, { recursive: true });
const packages = await fetchRenderPackages();
const rest = await readSkeleton(packages.handFile);
const browser = await launchBrowser();
for (const clip of wanted.flatMap((label) => clipsOf(label, Number(options.clips)))) {
  const performance = performanceOf(rest, clip, Number(options.seed));
  const { scene, noise } = performance.look;
  const seeThrough = sensor(noise, createRandom(performance.seed + 2));
  const renderer = await openRendererIn(browser, packages, scene);
  const pictures: Image[] = [];
  for (const { hand, view } of momentsOf(performance, framesPerSecond)) {
    pictures.push(seeThrough(await renderer.draw(hand, view)));
  }
  await renderer.close();
  const file = fileNameOf(clip);
  encodeVideo(join(folder, file), pictures, framesPerSecond, BITS_PER_SECOND);
  console.log(`Rendered ${file}, ${pictures.length} pictures`);
}
await browser.close();
