/**
 * `npm run evaluate -- --data DIR [--leave-one-source-out] [--language ASL] [--json]`: scores the committed weights on
 * DIR/landmarks.csv, or trains without each source in turn and scores that source. With --json the last line is
 * {mean_top1, mean_top3, ece, sources: {name: {top1, top3, ece, rows}}}.
 */
import { parseArgs } from "node:util";
import { alphabetFor } from "../../shared/signs/alphabets.ts";
import { labelsOf, readDataset, sourcesOf } from "./dataset.ts";
import { leaveOneSourceOut, score } from "./leave-one-out.ts";
import { type Metrics, measure } from "./metrics.ts";
import { DEFAULT_SETTINGS } from "./train-ensemble.ts";

const { values: options } = parseArgs({
  options: {
    data: { type: "string" },
    language: { type: "string", default: "ASL" },
    "leave-one-source-out": { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});
if (!options.data) throw new Error("Give --data the folder that holds landmarks.csv.");
const samples = await readDataset(options.data, options.language);

function evaluateCommitted(): Record<string, Metrics> {
  const alphabet = alphabetFor(options.language);
  if (!alphabet) throw new Error(`There is no alphabet for ${options.language}.`);
  const ofSource = (source: string) => samples.filter((sample) => sample.source === source);
  return Object.fromEntries(
    sourcesOf(samples).map((source) => [
      source,
      measure(score(ofSource(source), alphabet.ensemble, alphabet.labels), alphabet.temperature),
    ]),
  );
}

const sources = options["leave-one-source-out"]
  ? leaveOneSourceOut(samples, labelsOf(samples), DEFAULT_SETTINGS, (source) =>
      console.error(`Training without ${source} ...`),
    ).sources
  : evaluateCommitted();
const rows = Object.values(sources);
const mean = (read: (metrics: Metrics) => number): number =>
  rows.reduce((sum, row) => sum + read(row), 0) / rows.length;
const result = {
  mean_top1: mean(({ top1 }) => top1),
  mean_top3: mean(({ top3 }) => top3),
  ece: mean(({ ece }) => ece),
  sources,
};
if (options.json) console.log(JSON.stringify(result));
else {
  console.table(sources);
  console.log(
    `Mean over sources: top-1 ${result.mean_top1.toFixed(4)}, top-3 ${result.mean_top3.toFixed(4)}, ECE ${result.ece.toFixed(4)}`,
  );
}
