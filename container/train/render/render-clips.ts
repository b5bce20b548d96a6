/** `npm run render:clips [-- --only L,CALLE] [-- --out DIR]`: renders the demo clips, and the list of them, into test/clips. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Image } from "../../../shared/hands/image.ts";
import { frameCountOf, heldFramesOf, momentsOf } from "./clip-motion.ts";
import { CLIP_SIZE, CLIPS, type Clip, FRAMES_PER_SECOND, type VideoFormat } from "./clips.ts";
import { encodeVideo } from "./encode-video.ts";
import { fetchRenderPackages } from "./fetch-packages.ts";
import { readSkeleton } from "./read-skeleton.ts";
import { openRenderer } from "./renderer.ts";

const { values: options } = parseArgs({
  options: {
    only: { type: "string" },
    out: { type: "string", default: fileURLToPath(new URL("../../../test/clips", import.meta.url)) },
  },
});
const wanted = options.only?.toUpperCase().split(",");
await mkdir(options.out, { recursive: true });
const packages = await fetchRenderPackages();
const rest = await readSkeleton(packages.handFile);

for (const clip of CLIPS.filter((clip) => !wanted || wanted.includes(wordOf(clip)))) {
  const renderer = await openRenderer(packages, { ...CLIP_SIZE, ...clip });
  const pictures: Image[] = [];
  for (const { hand, view } of momentsOf(rest, clip)) pictures.push(await renderer.draw(hand, view));
  await renderer.close();
  for (const format of clip.formats) {
    encodeVideo(join(options.out, fileName(clip, format)), pictures, FRAMES_PER_SECOND);
    console.log(`Rendered ${fileName(clip, format)}, ${pictures.length} pictures`);
  }
}
await writeFile(join(options.out, "clips.json"), `${JSON.stringify(CLIPS.flatMap(listing), undefined, 2)}\n`);

function wordOf({ letters }: Clip): string {
  return letters.join("");
}

function fileName(clip: Clip, format: VideoFormat): string {
  return `asl-${wordOf(clip).toLowerCase()}.${format}`;
}

function listing(clip: Clip) {
  return clip.formats.map((format) => ({
    file: fileName(clip, format),
    label: wordOf(clip),
    hand: clip.isLeft ? "Left" : "Right",
    frames: frameCountOf(clip),
    framesPerSecond: FRAMES_PER_SECOND,
    held: heldFramesOf(clip),
  }));
}
