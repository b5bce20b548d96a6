/** `npm run render:clips [-- --only L,V]`: renders the demo clips into test/clips. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Image } from "../../../shared/hands/image.ts";
import { CLIP_SIZE, CLIPS, FRAMES_PER_SECOND, viewsOf } from "./clip-script.ts";
import { encodeVideo } from "./encode-video.ts";
import { openRenderer } from "./renderer.ts";

const FOLDER = fileURLToPath(new URL("../../../test/clips", import.meta.url));
const { values: options } = parseArgs({ options: { only: { type: "string" } } });
const wanted = options.only?.toUpperCase().split(",");

for (const clip of CLIPS.filter(({ letter }) => !wanted || wanted.includes(letter))) {
  const renderer = await openRenderer({ ...CLIP_SIZE, ...clip });
  const pictures: Image[] = [];
  for (const view of viewsOf(clip)) pictures.push(await renderer.draw(view));
  await renderer.close();
  encodeVideo(join(FOLDER, clip.file), pictures, FRAMES_PER_SECOND);
  console.log(`Rendered ${clip.file}, ${pictures.length} pictures`);
}
