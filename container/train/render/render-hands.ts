/**
 * `npm run render:hands -- --out DIR [--letters N] [--only A,B] [--others N] [--seed N] [--pictures]`: renders N hands of each
 * static letter, or of some, and N hands that show none, and writes what the hand networks see of them to DIR/landmarks.csv,
 * as dataset.ts reads it.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import sharp from "sharp";
import { NO_SIGN } from "../../../shared/contract/assessment.ts";
import { LANDMARK_COUNT } from "../../../shared/contract/hand.ts";
import type { Hand } from "../../../shared/hands/hand.ts";
import type { Image } from "../../../shared/hands/image.ts";
import { searchHands } from "../../../shared/hands/search-hands.ts";
import { loadHandModels } from "../../inference/hand-models.ts";
import { DEFAULT_MODELS_DIRECTORY } from "../../models/ensure-models.ts";
import { difference, normalised } from "../hand-difference.ts";
import { createRandom, type Random } from "../random.ts";
import { RENDERED } from "../rendered.ts";
import { cameraAt } from "./camera.ts";
import { fetchRenderPackages } from "./fetch-packages.ts";
import type { Skeleton } from "./kinematics.ts";
import { launchBrowser } from "./launch-browser.ts";
import { LETTER_WAYS } from "./letter-ways.ts";
import { noLetterPoser } from "./no-letter-pose.ts";
import { type PosedHand, pick, poseLetter } from "./pose-hand.ts";
import { type LetterName, letterNamed } from "./poses.ts";
import { projectHand } from "./projection.ts";
import { withProportions } from "./proportions.ts";
import { readSkeleton } from "./read-skeleton.ts";
import { openRendererIn, type SceneOptions } from "./renderer.ts";

/** Hands that are drawn in one scene: opening one takes as long as drawing several. */
const HANDS_PER_SCENE = 40;
/** Mean distance of the landmarks from where their joints are drawn, in hand sizes: half of all hands are within 0.06. */
const MOST_MISPLACED = 0.12;
const SIZE = { width: 400, height: 400 };
const SKINS = ["#e0b394", "#d9a583", "#c98d68", "#a9714d", "#8a5a3c", "#6b4530", "#f0c8ae"];
const SLEEVES = ["#3d4a5c", "#26282c", "#cfcbc2", "#7b3b3b"];
const BARE_SHARE = 0.5;
const BACKGROUNDS = ["#b9c4bd", "#c9c4b6", "#8b97a0", "#7d8ea3", "#b3a99f", "#4b5560", "#e4e0d8"];

const { values: options } = parseArgs({
  options: {
    out: { type: "string" },
    letters: { type: "string", default: "200" },
    only: { type: "string" },
    others: { type: "string", default: "3600" },
    seed: { type: "string", default: "1" },
    pictures: { type: "boolean", default: false },
  },
});
if (!options.out) throw new Error("Give --out a folder for landmarks.csv.");
const folder = options.out;

const seed = Number(options.seed);
const packages = await fetchRenderPackages();
const rest = await readSkeleton(packages.handFile);
const poseNoLetter = noLetterPoser(rest);
const letters = options.only?.split(",").map(letterNamed) ?? (Object.keys(LETTER_WAYS) as LetterName[]);
const models = await loadHandModels({
  modelsDirectory: DEFAULT_MODELS_DIRECTORY,
  quality: "full",
  threads: 1,
  provider: "cpu",
});

interface WantedHand {
  readonly label: string;
  /** @param rest The flat hand of a person. */
  readonly pose: (rest: Skeleton, random: Random) => PosedHand;
}

const times = (count: string, hand: WantedHand): WantedHand[] =>
  Array.from({ length: Number(count) }, () => hand);
const wanted = shuffled(
  [
    ...letters.flatMap((letter) =>
      times(options.letters, { label: letter, pose: (hand, random) => poseLetter(hand, letter, random) }),
    ),
    ...times(options.others, { label: NO_SIGN, pose: poseNoLetter }),
  ],
  createRandom(seed),
);
const scenes = Array.from({ length: Math.ceil(wanted.length / HANDS_PER_SCENE) }, (_, scene) =>
  wanted.slice(scene * HANDS_PER_SCENE, (scene + 1) * HANDS_PER_SCENE),
);

await mkdir(folder, { recursive: true });
const rowsOf: string[][] = [];
const browser = await launchBrowser();
const queue = scenes.entries();
let drawnCount = 0;
const drawScenes = async (): Promise<void> => {
  for (const [scene, hands] of queue) {
    rowsOf[scene] = await drawScene(hands, scene);
    drawnCount += hands.length;
    console.log(`${drawnCount} of ${wanted.length} drawn, ${rowsOf.flat().length} seen`);
  }
};
await Promise.all(Array.from({ length: availableParallelism() }, drawScenes));
await browser.close();
await models.release();

const axes = Array.from({ length: LANDMARK_COUNT }, (_, point) => `x${point},y${point},z${point}`);
const header = ["source", "split", "label", "hand", ...axes].join(",");
await writeFile(join(folder, "landmarks.csv"), `${[header, ...rowsOf.flat()].join("\n")}\n`);

/** Its hands depend on the seed and its number alone, whatever is drawn beside it. */
async function drawScene(hands: readonly WantedHand[], scene: number): Promise<string[]> {
  const random = createRandom(seed * 100_003 + scene);
  const person = withProportions(rest, random);
  const sceneOptions = anyScene(random);
  const renderer = await openRendererIn(browser, packages, sceneOptions);
  const rows: string[] = [];
  for (const [index, { label, pose }] of hands.entries()) {
    const posed = pose(person, random);
    const picture = await renderer.draw(posed.hand, posed.view);
    const [seen] = await searchHands(picture, models.runModel);
    if (options.pictures) await save(picture, join(folder, `${label}${scene * HANDS_PER_SCENE + index}.jpg`));
    if (seen && shows(seen, projectHand(posed, sceneOptions))) rows.push(toRow(label, seen));
  }
  await renderer.close();
  return rows;
}

/** Whether the hand networks saw the hand as it is drawn: what they made of another teaches nothing. */
function shows({ landmarks }: Hand, drawn: Float32Array): boolean {
  return difference(normalised(landmarks), normalised(drawn)) < MOST_MISPLACED;
}

function anyScene(random: Random) {
  const skin = pick(SKINS, random);
  const sleeve = random.next() < BARE_SHARE ? skin : pick(SLEEVES, random);
  return {
    ...SIZE,
    isLeft: random.next() < 0.5,
    skin,
    sleeve: { color: sleeve, length: 0.3 },
    background: pick(BACKGROUNDS, random),
    light: {
      aside: random.between(-50, 50),
      above: random.between(10, 50),
      brightness: random.between(0.35, 1.3),
    },
    camera: cameraAt(random.between(0.4, 1.1)),
    breadth: random.between(0.84, 1.04),
    skinLines: random.between(0.3, 1),
  } satisfies SceneOptions;
}

function toRow(label: string, { handedness, landmarks }: Hand): string {
  const values = Array.from(landmarks, (value) => Math.round(value));
  return [RENDERED, "all", label, handedness[0], ...values].join(",");
}

async function save({ width, height, channels, data }: Image, path: string): Promise<void> {
  await sharp(data, { raw: { width, height, channels } }).jpeg().toFile(path);
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  return items
    .map((item) => ({ item, place: random.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
