/**
 * `npm run bench:hands -- --data DIR [--json]`: parity with MediaPipe. DIR holds pictures and reference.json with what
 * the reference answered: {picture: {w, h, lm: hands x 21 {x, y, z}, world, hd}}. The error of a hand is the mean distance
 * of its points over the longer side of the reference's landmark box.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import sharp from "sharp";
import { loadHandModels } from "../../container/inference/hand-models.ts";
import { DEFAULT_MODELS_DIRECTORY } from "../../container/models/ensure-models.ts";
import { LANDMARK_COUNT } from "../../shared/contract/hand.ts";
import { detectHands } from "../../shared/hands/detect-hands.ts";
import type { Hand } from "../../shared/hands/hand.ts";
import type { Image } from "../../shared/hands/image.ts";

interface Reference {
  readonly w: number;
  readonly h: number;
  readonly lm: readonly (readonly { x: number; y: number }[])[];
  readonly hd: readonly unknown[];
}

/** Farther than this, a hand of ours is not the reference's hand. */
const MATCH_LIMIT = 0.3;

const { values: options } = parseArgs({
  options: { data: { type: "string" }, json: { type: "boolean", default: false } },
});
if (!options.data) throw new Error("Give --data the folder of pictures and reference.json.");
const data = options.data;

async function readPicture(file: string): Promise<Image> {
  const { data: pixels, info } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, channels: 3, data: pixels };
}

function errorOf(hand: Hand, reference: readonly { x: number; y: number }[], { w, h }: Reference): number {
  const xs = reference.map(({ x }) => x * w);
  const ys = reference.map(({ y }) => y * h);
  const size = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
  const distances = reference.map((_, point) =>
    Math.hypot(
      (hand.landmarks[point * 3] ?? 0) - (xs[point] ?? 0),
      (hand.landmarks[point * 3 + 1] ?? 0) - (ys[point] ?? 0),
    ),
  );
  return distances.reduce((sum, distance) => sum + distance, 0) / LANDMARK_COUNT / size;
}

/** hands.js assumes a mirrored picture, so its label is the other hand's. */
const anatomical = (label: unknown): Hand["handedness"] =>
  JSON.stringify(label).includes("Left") ? "Right" : "Left";

const models = await loadHandModels({
  modelsDirectory: DEFAULT_MODELS_DIRECTORY,
  quality: "full",
  threads: 1,
  provider: "cpu",
});
const references = JSON.parse(await readFile(join(data, "reference.json"), "utf8")) as Record<
  string,
  Reference
>;
const errors: { picture: string; error: number }[] = [];
let missed = 0;
let extra = 0;
let flips = 0;
for (const [picture, reference] of Object.entries(references)) {
  const unmatched = new Set(await detectHands(await readPicture(join(data, picture)), models.runModel));
  reference.lm.forEach((landmarks, index) => {
    const [best] = [...unmatched]
      .map((hand) => ({ hand, error: errorOf(hand, landmarks, reference) }))
      .sort((a, b) => a.error - b.error);
    if (!best || best.error > MATCH_LIMIT) {
      missed += 1;
      return;
    }
    unmatched.delete(best.hand);
    errors.push({ picture, error: best.error });
    if (best.hand.handedness !== anatomical(reference.hd[index])) flips += 1;
  });
  extra += unmatched.size;
}
await models.release();

const result = {
  mean_error: errors.reduce((sum, { error }) => sum + error, 0) / errors.length,
  worst_error: Math.max(...errors.map(({ error }) => error)),
  missed,
  extra,
  handedness_flips: flips,
};
if (!options.json) {
  console.table(errors.toSorted((a, b) => b.error - a.error).slice(0, 10));
  console.table({ pictures: Object.keys(references).length, hands: errors.length, ...result });
} else console.log(JSON.stringify(result));
