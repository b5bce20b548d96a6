/** Scores pictures or videos through the whole pipeline, from the file to the answer a user gets. */
import { readdir } from "node:fs/promises";
import { extname, resolve } from "node:path";
import { CONFIDENCE_THRESHOLD, isSameSign, NO_SIGN } from "../../shared/contract/assessment.ts";
import { type Alphabet, signsOf } from "../../shared/signs/alphabet.ts";
import type { MediaKind } from "../decode/decoder-job.ts";
import { createDecoderPool } from "../decode/decoder-pool.ts";
import { DEFAULT_DECODE_LIMITS } from "../decode/limits.ts";
import { FaultError } from "../fault-error.ts";
import { loadHandModels } from "../inference/hand-models.ts";
import { DEFAULT_MODELS_DIRECTORY } from "../models/ensure-models.ts";
import { recognise } from "../vision/recognise.ts";
import type { Vision } from "../vision/vision.ts";
import { calibrationError } from "./metrics.ts";

/** What the whole pipeline answered for one file. */
export interface FileAnswer {
  readonly file: string;
  readonly label: string;
  /** Labels, most likely first; empty when no hand was seen. */
  readonly predictions: readonly { readonly label: string; readonly confidence: number }[];
  /** Why it could not be read, for example because it is no video. */
  readonly problem?: string;
}

export interface LabelScore {
  readonly files: number;
  /** Files in which a hand was seen. */
  readonly detected: number;
  readonly top1: number;
  readonly no_sign_rate: number;
}

export interface MediaScore {
  /** Shares of the files whose label the alphabet knows; a file without a hand counts as wrong. Null when there is none. */
  readonly top1: number | null;
  readonly top3: number | null;
  /** Shares of those of them in which a hand was seen. */
  readonly top1_of_detected: number | null;
  readonly top3_of_detected: number | null;
  /** Expected calibration error of the answers, where a hand was seen. */
  readonly ece: number;
  /** Share of all files that were answered with "no sign": a confidence under 0.5, or no hand. */
  readonly no_sign_rate: number;
  readonly files: number;
  readonly detected: number;
  /** Files that could not be read: they count as wrong. */
  readonly unreadable: readonly { readonly file: string; readonly problem: string }[];
  readonly per_label: Readonly<Record<string, LabelScore>>;
  /** Labels that the alphabet lacks, NO_SIGN among them: they count in `no_sign_rate` and `false_sign_rate` alone. */
  readonly unknown_labels: readonly string[];
  /** Share of the files with those labels that were answered with a sign; null when there is none. */
  readonly false_sign_rate: number | null;
  readonly misses: readonly Miss[];
  readonly false_signs: readonly Miss[];
}

export interface Miss {
  readonly file: string;
  /** Empty when no hand was seen. */
  readonly answer: string;
  readonly confidence: number;
}

const EXTENSIONS: Readonly<Record<MediaKind, readonly string[]>> = {
  picture: [".jpg", ".jpeg", ".png"],
  video: [".mp4", ".webm", ".mov", ".avi"],
};

/** The letters that a file's name begins with, as a label: `A10_jpg.rf.650e.jpg` shows an A, `no_sign3.mp4` no sign. */
export function labelOfFile(name: string): string | undefined {
  // Some file systems and archives keep Ñ as an N and a tilde.
  const upper = name.normalize("NFC").toUpperCase();
  return upper.startsWith(NO_SIGN) ? NO_SIGN : /^\p{Letter}+/u.exec(upper)?.[0];
}

/** Answers every file of the folder that is of this kind and whose name begins with letters, in the order of their names. */
export async function answerFolder(
  folder: string,
  kind: MediaKind,
  alphabet: Alphabet,
  onAnswer: (done: number, of: number) => void,
): Promise<FileAnswer[]> {
  const files = (await readdir(folder))
    .filter((name) => EXTENSIONS[kind].includes(extname(name).toLowerCase()))
    .sort()
    .flatMap((file) => {
      const label = labelOfFile(file);
      return label ? [{ file, label }] : [];
    });
  const limits = DEFAULT_DECODE_LIMITS;
  const decoders = createDecoderPool(limits.heapMegabytes, 1);
  const models = await loadHandModels({
    modelsDirectory: DEFAULT_MODELS_DIRECTORY,
    quality: "full",
    threads: 1,
    provider: "cpu",
  });
  const vision: Vision = {
    runModel: models.runModel,
    alphabets: [alphabet],
    activeModels: {},
    decoders,
    limits,
  };
  const wanted = {
    task: "predict",
    language: alphabet.languageCode,
    top_k: signsOf(alphabet).length,
  } as const;
  const answers: FileAnswer[] = [];
  try {
    for (const { file, label } of files) {
      const media = { path: resolve(folder, file), kind };
      const answer = await recognise(vision, media, wanted, new AbortController().signal).catch(unreadable);
      answers.push({ file, label, ...answer });
      onAnswer(answers.length, files.length);
    }
  } finally {
    decoders.close();
    await models.release();
  }
  return answers;
}

/** One file that is no picture or video must not cost the others their score. */
function unreadable(cause: unknown): Pick<FileAnswer, "predictions" | "problem"> {
  if (!(cause instanceof FaultError)) throw cause;
  return { predictions: [], problem: cause.fault.code };
}

export function scoreAnswers(answers: readonly FileAnswer[], labels: readonly string[]): MediaScore {
  const isKnown = (label: string): boolean => labels.some((known) => isSameSign(known, label));
  const known = answers.filter(({ label }) => isKnown(label));
  const negatives = answers.filter(({ label }) => !isKnown(label));
  const falseSigns = negatives.filter((answer) => !isNoSign(answer));
  const detected = known.filter(isDetected);
  const right = known.filter((answer) => isAmongFirst(answer, 1)).length;
  const nearlyRight = known.filter((answer) => isAmongFirst(answer, 3)).length;
  const byLabel = Object.groupBy(answers, ({ label }) => label);
  return {
    top1: ratio(right, known.length),
    top3: ratio(nearlyRight, known.length),
    top1_of_detected: ratio(right, detected.length),
    top3_of_detected: ratio(nearlyRight, detected.length),
    ece: calibrationError(
      detected.map((answer) => ({ confidence: confidenceOf(answer), isRight: isAmongFirst(answer, 1) })),
    ),
    no_sign_rate: share(answers, isNoSign),
    files: answers.length,
    detected: answers.filter(isDetected).length,
    unreadable: answers.flatMap(({ file, problem }) => (problem === undefined ? [] : [{ file, problem }])),
    per_label: Object.fromEntries(
      Object.entries(byLabel).map(([label, members = []]) => [
        label,
        {
          files: members.length,
          detected: members.filter(isDetected).length,
          top1: share(members, (answer) => isAmongFirst(answer, 1)),
          no_sign_rate: share(members, isNoSign),
        },
      ]),
    ),
    unknown_labels: Object.keys(byLabel).filter((label) => !isKnown(label)),
    false_sign_rate: ratio(falseSigns.length, negatives.length),
    misses: known.filter((answer) => !isAmongFirst(answer, 1)).map(toMiss),
    false_signs: falseSigns.map(toMiss),
  };
}

const toMiss = (answer: FileAnswer): Miss => ({
  file: answer.file,
  answer: answer.predictions[0]?.label ?? "",
  confidence: Number(confidenceOf(answer).toFixed(3)),
});

const isDetected = ({ predictions }: FileAnswer): boolean => predictions.length > 0;

const confidenceOf = ({ predictions }: FileAnswer): number => predictions[0]?.confidence ?? 0;

const isNoSign = (answer: FileAnswer): boolean => confidenceOf(answer) < CONFIDENCE_THRESHOLD;

/** Where no sign is trusted at all, which label comes first means nothing. */
const isAmongFirst = ({ predictions, label }: FileAnswer, count: number): boolean =>
  predictions
    .slice(0, count)
    .some((prediction) => prediction.confidence > 0 && isSameSign(prediction.label, label));

const ratio = (part: number, of: number): number | null => (of > 0 ? part / of : null);

const share = <T>(items: readonly T[], matches: (item: T) => boolean): number =>
  items.filter(matches).length / items.length;
