/**
 * `npm run render:hands -- --out DIR [--letters N] [--others N] [--seed N] [--pictures]`: renders N hands of each static letter and N hands that
 * show none, and writes what the hand networks see of them to DIR/landmarks.csv, as dataset.ts reads it.
 */
import { appendFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import sharp from "sharp";
import { NO_SIGN } from "../../../shared/contract/assessment.ts";
import { LANDMARK_COUNT } from "../../../shared/contract/hand.ts";
import { detectHands } from "../../../shared/hands/detect-hands.ts";
import type { Hand } from "../../../shared/hands/hand.ts";
import type { Image } from "../../../shared/hands/image.ts";
import { loadHandModels } from "../../inference/hand-models.ts";
import { DEFAULT_MODELS_DIRECTORY } from "../../models/ensure-models.ts";
import { createRandom, type Random } from "../random.ts";
import { RENDERED } from "../rendered.ts";
import { fetchRenderPackages } from "./fetch-packages.ts";
import { LETTER_WAYS } from "./letter-ways.ts";
import { type PosedHand, poseLetter, poseNoLetter } from "./pose-hand.ts";
import type { LetterName } from "./poses.ts";
import { readSkeleton } from "./read-skeleton.ts";
import { openRenderer, type SceneOptions } from "./renderer.ts";

/** Hands that are drawn in one scene: opening one takes as long as drawing several. */
const HANDS_PER_SCENE = 40;
/** The landmark network refuses what is no hand, so doubtful palms may be looked at. */
const SECOND_LOOK = { palmThreshold: 0.15 };
const SIZE = { width: 320, height: 320 };
const SKINS = ["#e0b394", "#d9a583", "#c98d68", "#a9714d", "#8a5a3c", "#6b4530", "#f0c8ae"];
const BACKGROUNDS = ["#b9c4bd", "#c9c4b6", "#8b97a0", "#7d8ea3", "#b3a99f", "#4b5560", "#e4e0d8"];

const { values: options } = parseArgs({
  options: {
    out: { type: "string" },
    letters: { type: "string", default: "60" },
    others: { type: "string", default: "700" },
    seed: { type: "string", default: "1" },
    pictures: { type: "boolean", default: false },
  },
});
if (!options.out) throw new Error("Give --out a folder for landmarks.csv.");
const folder = options.out;

const random = createRandom(Number(options.seed));
const packages = await fetchRenderPackages();
const rest = await readSkeleton(packages.handFile);
const models = await loadHandModels({
  modelsDirectory: DEFAULT_MODELS_DIRECTORY,
  quality: "full",
  threads: 1,
  provider: "cpu",
});

const wanted: { readonly label: string; readonly pose: () => PosedHand }[] = [
  ...(Object.keys(LETTER_WAYS) as LetterName[]).flatMap((letter) =>
    Array.from({ length: Number(options.letters) }, () => ({
      label: letter,
      pose: () => poseLetter(rest, letter, random),
    })),
  ),
  ...Array.from({ length: Number(options.others) }, () => ({
    label: NO_SIGN,
    pose: () => poseNoLetter(rest, random),
  })),
];
shuffle(wanted, random);

await mkdir(folder, { recursive: true });
const file = join(folder, "landmarks.csv");
const axes = Array.from({ length: LANDMARK_COUNT }, (_, point) => `x${point},y${point},z${point}`);
await writeFile(file, `source,split,label,hand,${axes.join(",")}\n`);
let seenCount = 0;
for (let start = 0; start < wanted.length; start += HANDS_PER_SCENE) {
  const rows: string[] = [];
  const renderer = await openRenderer(packages, anyScene(random));
  for (const [index, { label, pose }] of wanted.slice(start, start + HANDS_PER_SCENE).entries()) {
    const { hand, view } = pose();
    const picture = await renderer.draw(hand, view);
    const seen = await surestHand(picture);
    if (options.pictures) await save(picture, join(folder, `${label}${start + index}.jpg`));
    if (seen) rows.push(`${toRow(label, seen)}\n`);
  }
  await renderer.close();
  await appendFile(file, rows.join(""));
  seenCount += rows.length;
  console.log(
    `${Math.min(start + HANDS_PER_SCENE, wanted.length)} of ${wanted.length} drawn, ${seenCount} seen`,
  );
}
await models.release();

function anyScene(random: Random): SceneOptions {
  return {
    ...SIZE,
    isLeft: random.next() < 0.5,
    skin: SKINS[random.below(SKINS.length)] ?? "",
    background: BACKGROUNDS[random.below(BACKGROUNDS.length)] ?? "",
    light: {
      aside: random.between(-50, 50),
      above: random.between(10, 50),
      brightness: random.between(0.6, 1.3),
    },
  };
}

async function surestHand(picture: Image): Promise<Hand | undefined> {
  const hands = await detectHands(picture, models.runModel, SECOND_LOOK);
  return hands.toSorted((a, b) => b.score - a.score)[0];
}

function toRow(label: string, { handedness, landmarks }: Hand): string {
  const values = Array.from(landmarks, (value) => Number(value.toFixed(1)));
  return [RENDERED, "all", label, handedness[0], ...values].join(",");
}

async function save({ width, height, channels, data }: Image, path: string): Promise<void> {
  await sharp(data, { raw: { width, height, channels } }).jpeg().toFile(path);
}

function shuffle<T>(items: T[], random: Random): void {
  for (let last = items.length - 1; last > 0; last--) {
    const other = random.below(last + 1);
    [items[last], items[other]] = [items[other] as T, items[last] as T];
  }
}
