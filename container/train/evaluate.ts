/**
 * `npm run evaluate -- --data DIR [--leave-one-source-out] | --photos DIR | --videos DIR [--language ASL] [--version NAME]
 * [--json]`: scores the committed weights, the newest unless a version such as asl-letters-1.0.0 is named. --data reads
 * DIR/landmarks.csv, and with --leave-one-source-out trains without each source in turn and scores that source. --photos and
 * --videos take DIR/<LABEL>*.{jpg,png} and DIR/<LABEL>*.{mp4,webm,mov,avi}, the label being the letters that the name begins
 * with, or NO_SIGN for a hand that signs nothing, through the whole pipeline. With --json the last line is the result: of
 * --data {mean_top1, mean_top3, ece, sources: {name: {top1, top3, ece, rows}}}, else MediaScore of evaluate-media.ts.
 */
import { parseArgs } from "node:util";
import { type Alphabet, signsOf } from "../../shared/signs/alphabet.ts";
import { alphabetFor } from "../../shared/signs/alphabets.ts";
import type { MediaKind } from "../decode/decoder-job.ts";
import { labelsOf, readDataset, type Sample, sourcesOf } from "./dataset.ts";
import { answerFolder, scoreAnswers } from "./evaluate-media.ts";
import { leaveOneSourceOut, score } from "./leave-one-out.ts";
import { type Metrics, measure } from "./metrics.ts";
import { readRendered } from "./rendered.ts";
import { DEFAULT_SETTINGS } from "./train-ensemble.ts";
import { createTrainers } from "./training-threads.ts";

const { values: options } = parseArgs({
  options: {
    data: { type: "string" },
    photos: { type: "string" },
    videos: { type: "string" },
    language: { type: "string", default: "ASL" },
    version: { type: "string" },
    "leave-one-source-out": { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});

if (options.data) await evaluateLandmarks(options.data);
else if (options.photos) await evaluateMedia(options.photos, "picture");
else if (options.videos) await evaluateMedia(options.videos, "video");
else throw new Error("Give --data, --photos or --videos a folder.");

async function evaluateMedia(folder: string, kind: MediaKind): Promise<void> {
  const alphabet = committedAlphabet();
  const answers = await answerFolder(folder, kind, alphabet, (done, of) => {
    if (done % 20 === 0 || done === of) console.error(`${done} of ${of} files`);
  });
  if (answers.length === 0) throw new Error(`${folder} holds no ${kind} whose name begins with a label.`);
  // A still picture shows no letter that is drawn.
  const result = scoreAnswers(answers, kind === "video" ? signsOf(alphabet) : alphabet.labels);
  if (options.json) return console.log(JSON.stringify(result));
  const { per_label, misses, false_signs, unreadable, ...figures } = result;
  console.table(per_label);
  if (unreadable.length > 0) console.table(unreadable);
  console.table(misses);
  console.table(false_signs);
  console.log({ model: alphabet.version, ...figures });
}

async function evaluateLandmarks(folder: string): Promise<void> {
  const samples = await readDataset(folder, options.language);
  const sources = options["leave-one-source-out"]
    ? (
        await leaveOneSourceOut(
          samples,
          labelsOf(samples),
          DEFAULT_SETTINGS,
          createTrainers((line) => console.error(line)),
          await readRendered(options.language),
        )
      ).sources
    : evaluateCommitted(samples);
  const rows = Object.values(sources);
  const mean = (read: (metrics: Metrics) => number): number =>
    rows.reduce((sum, row) => sum + read(row), 0) / rows.length;
  const result = {
    mean_top1: mean(({ top1 }) => top1),
    mean_top3: mean(({ top3 }) => top3),
    ece: mean(({ ece }) => ece),
    sources,
  };
  if (options.json) return console.log(JSON.stringify(result));
  console.table(sources);
  console.log(
    `Mean over sources: top-1 ${result.mean_top1.toFixed(4)}, top-3 ${result.mean_top3.toFixed(4)}, ECE ${result.ece.toFixed(4)}`,
  );
}

function evaluateCommitted(samples: readonly Sample[]): Record<string, Metrics> {
  const alphabet = committedAlphabet();
  return Object.fromEntries(
    sourcesOf(samples).map((source) => [
      source,
      measure(
        score(
          samples.filter((sample) => sample.source === source),
          alphabet,
          alphabet.labels,
        ),
        alphabet.temperature,
        alphabet.labels.length,
      ),
    ]),
  );
}

function committedAlphabet(): Alphabet {
  const alphabet = alphabetFor(options.language, options.version);
  if (!alphabet) throw new Error(`There is no alphabet ${options.version ?? ""} for ${options.language}.`);
  return alphabet;
}
