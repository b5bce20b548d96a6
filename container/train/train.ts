/**
 * `npm run train -- --data DIR [--language ASL] [--version 1.0.0] [--seed N] [--output DIR]`: measures by leaving each source
 * out, trains on all of them, and writes weights and model card into shared/signs/alphabets/<language>, or under DIR. Same data
 * and seed, same files.
 */
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { AlphabetFile } from "../../shared/signs/alphabet.ts";
import type { Network } from "../../shared/signs/network.ts";
import { labelsOf, readDataset, sourcesOf } from "./dataset.ts";
import { leaveOneSourceOut } from "./leave-one-out.ts";
import { modelCard } from "./model-card.ts";
import { writeRegistry } from "./registry.ts";
import { DEFAULT_SETTINGS, trainEnsemble } from "./train-ensemble.ts";

const ALPHABETS = fileURLToPath(new URL("../../shared/signs/alphabets", import.meta.url));

const { values: options } = parseArgs({
  options: {
    data: { type: "string" },
    language: { type: "string", default: "ASL" },
    version: { type: "string", default: "1.0.0" },
    seed: { type: "string", default: String(DEFAULT_SETTINGS.seed) },
    output: { type: "string", default: ALPHABETS },
  },
});
if (!options.data) throw new Error("Give --data the folder that holds landmarks.csv.");

const settings = { ...DEFAULT_SETTINGS, seed: Number(options.seed) };
const languageCode = options.language.toUpperCase();
const samples = await readDataset(options.data);
const labels = labelsOf(samples);
const sources = sourcesOf(samples);
console.log(`${samples.length} hands, ${labels.length} letters, sources ${sources.join(", ")}`);
if (sources.length < 2)
  throw new Error("At least two sources are needed: accuracy is measured on the one left out.");

const evaluation = leaveOneSourceOut(samples, labels, settings, (source) =>
  console.log(`Training without ${source} ...`),
);
console.table(evaluation.sources);

const ensemble = trainEnsemble(samples, labels, settings, (member, epoch, loss) =>
  console.log(
    `Network ${member + 1}/${settings.members}, epoch ${epoch + 1}/${settings.epochs}, loss ${loss.toFixed(4)}`,
  ),
);

const { mean, temperature } = evaluation;
const round = (value: number, digits = 4): number => Number(value.toFixed(digits));
const file: AlphabetFile = {
  languageCode,
  version: `${languageCode.toLowerCase()}-letters-${options.version}`,
  labels,
  temperature: round(temperature),
  metrics: { mean_top1: round(mean.top1), mean_top3: round(mean.top3), ece: round(mean.ece) },
  ensemble: ensemble.map((network: Network) =>
    network.map(({ inputs, weights, bias }) => ({
      inputs,
      weights: Array.from(weights, (value) => round(value)),
      bias: Array.from(bias, (value) => round(value)),
    })),
  ),
};
const folder = join(options.output, languageCode.toLowerCase());
await mkdir(folder, { recursive: true });
await writeFile(join(folder, "weights.json"), `${JSON.stringify(file)}\n`);
await writeFile(join(folder, "card.md"), modelCard(file, evaluation, settings));
await writeRegistry(
  options.output,
  (await readdir(options.output, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name),
);
console.log(`Wrote ${folder}: ${file.version}, top-1 ${mean.top1.toFixed(4)} on unseen sources`);
