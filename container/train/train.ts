/**
 * `npm run train -- --data DIR [--language ASL] [--version 1.0.0] [--seed N] [--epochs N] [--members N] [--output DIR] [--replace]`:
 * measures by leaving each source out, trains on all of them, and writes weights, model card and a confusion matrix into
 * shared/signs/alphabets/<language>/<version>, or under DIR. Same data and options, same files. A version that exists is
 * kept unless --replace is given, since sessions name the version that judged them.
 */
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Alphabet, AlphabetFile, LayerFile } from "../../shared/signs/alphabet.ts";
import type { Network } from "../../shared/signs/network.ts";
import { confusionPicture } from "./confusion-picture.ts";
import { labelsOf, readDataset, readRows, sourcesOf } from "./dataset.ts";
import { readNotes } from "./dataset-notes.ts";
import { leaveOneSourceOut } from "./leave-one-out.ts";
import { CONFUSION_FILE, modelCard } from "./model-card.ts";
import { handshapesOf } from "./movement/film.ts";
import { leaveOneSourceOutMoving } from "./movement/leave-one-out.ts";
import { describedLetters } from "./movement/motion-letter-notes.ts";
import { DEFAULT_MOVEMENT_SETTINGS } from "./movement/train-movement.ts";
import { readTrainingOptions } from "./options.ts";
import { prototypesOf } from "./prototypes.ts";
import { writeRegistry } from "./registry.ts";
import { readRendered } from "./rendered.ts";
import { createTrainers } from "./training-threads.ts";

const ALPHABETS = fileURLToPath(new URL("../../shared/signs/alphabets", import.meta.url));

const {
  data,
  languageCode,
  version,
  settings,
  replace,
  output = ALPHABETS,
} = readTrainingOptions(process.argv.slice(2));
const name = `${languageCode.toLowerCase()}-letters-${version}`;
const folder = join(output, languageCode.toLowerCase(), version);
if (existsSync(folder) && !replace)
  throw new Error(
    `${name} exists in ${folder}. Give --version another number, or --replace to train it anew.`,
  );

const notes = await readNotes(data, languageCode);
const samples = await readDataset(data, languageCode);
const labels = labelsOf(samples);
const sources = sourcesOf(samples);
console.log(`${samples.length} hands, ${labels.length} letters, sources ${sources.join(", ")}`);
if (sources.length < 2)
  throw new Error("At least two sources are needed: accuracy is measured on the one left out.");

const rendered = await readRendered(languageCode);
console.log(`${rendered.length} rendered hands`);

const trainers = createTrainers(console.log);
const [evaluation, ensemble] = await Promise.all([
  leaveOneSourceOut(samples, labels, settings, trainers, rendered),
  trainers.ensemble({ name: "Letters", samples: [...samples, ...rendered], labels, settings }),
]);
console.table(evaluation.sources);

const { mean, temperature } = evaluation;
const prototypes = prototypesOf(samples, labels);

const letters = describedLetters(notes.motionLetters);
const hasMotion = Object.keys(letters).length > 0;
const handshapes = handshapesOf(hasMotion ? await readRows(data) : []);
const movementSettings = { ...DEFAULT_MOVEMENT_SETTINGS, seed: settings.seed };
const alphabetWithout = (source: string): Alphabet => ({
  ...{ languageCode, version: name, labels, temperature, metrics: {}, prototypes },
  noSignInVideo: settings.noSignInVideo,
  ...(evaluation.classifiers.get(source) ?? { ensemble, features: settings.features }),
});
const [movements, motion] = await Promise.all([
  leaveOneSourceOutMoving(handshapes, letters, movementSettings, trainers, alphabetWithout),
  hasMotion
    ? trainers.motion({
        name: "Movements",
        sources: [...handshapes.values()],
        letters,
        held: labels,
        settings: movementSettings,
      })
    : undefined,
]);

const round = (value: number, digits = 4): number => Number(value.toFixed(digits));
const layersOf = (network: Network): LayerFile[] =>
  network.map(({ inputs, weights, bias }) => ({
    inputs,
    weights: Array.from(weights, (value) => round(value, 3)),
    bias: Array.from(bias, (value) => round(value)),
  }));
const file: AlphabetFile = {
  languageCode,
  version: name,
  labels,
  temperature: round(temperature),
  noSignInVideo: settings.noSignInVideo,
  metrics: {
    mean_top1: round(mean.top1),
    mean_top3: round(mean.top3),
    ece: round(mean.ece),
    recall: round(mean.recall),
    false_signs: round(mean.falseSigns),
    false_compositions: round(mean.falseCompositions),
  },
  features: settings.features,
  prototypes,
  ensemble: ensemble.map(layersOf),
  motion: motion && { ...motion, network: layersOf(motion.network) },
};
await mkdir(folder, { recursive: true });
await writeFile(join(folder, "weights.json"), `${JSON.stringify(file)}\n`);
await writeFile(join(folder, CONFUSION_FILE), confusionPicture(evaluation.confusion, labels));
await writeFile(
  join(folder, "card.md"),
  modelCard(file, { ...evaluation, movements }, { settings, notes, rendered }),
);
// Only what lies in the repository is built in; elsewhere the vision container finds it by itself (ALPHABETS_DIR).
if (resolve(output) === resolve(ALPHABETS)) await writeRegistry(ALPHABETS);
console.log(
  `Wrote ${relative(process.cwd(), folder)}: ${name}, top-1 ${mean.top1.toFixed(4)} on unseen sources`,
);
