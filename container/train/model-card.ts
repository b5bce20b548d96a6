import { NO_SIGN } from "../../shared/contract/assessment.ts";
import type { AlphabetFile } from "../../shared/signs/alphabet.ts";
import type { Sample } from "./dataset.ts";
import type { DatasetNotes } from "./dataset-notes.ts";
import type { LeaveOneOut } from "./leave-one-out.ts";
import type { MovementMetrics } from "./movement/measure-movement.ts";
import type { TrainingSettings } from "./train-ensemble.ts";

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

function leftOut({ motionLetters }: DatasetNotes): string {
  const unknown = Object.keys(motionLetters).filter((label) => !motionLetters[label]);
  return unknown.length > 0 ? `Letters that are movements are left out: ${unknown.join(", ")}. ` : "";
}

/** Name of the picture that lies beside the card. */
export const CONFUSION_FILE = "confusion.svg";

/** What the weights were trained with. */
export interface TrainedWith {
  readonly settings: TrainingSettings;
  readonly notes: DatasetNotes;
  readonly rendered: readonly Sample[];
}

/** The model card (Mitchell et al. 2019) as Markdown: what the weights can do, measured how, trained on what. */
export function modelCard(
  file: AlphabetFile,
  evaluation: LeaveOneOut & { readonly movements: Readonly<Record<string, MovementMetrics>> },
  { settings, notes, rendered }: TrainedWith,
): string {
  const { sources, mean, perLabel, reliability, movements } = evaluation;
  const sourceRows = Object.entries(sources).map(
    ([name, { top1, top3, ece, rows, recall, falseSigns, falseCompositions }]) =>
      `| ${name} | ${notes.sources[name] ?? "not stated"} | ${rows} | ${percent(top1)} | ${percent(top3)} | ${ece.toFixed(3)} | ${percent(recall)} | ${percent(falseSigns)} | ${percent(falseCompositions)} |`,
  );
  const labelRows = Object.entries(perLabel).map(([label, share]) => `| ${label} | ${percent(share)} |`);
  const reliabilityRows = reliability.map(
    ({ from, meanConfidence, accuracy, count }) =>
      `| ${from.toFixed(1)} | ${count} | ${percent(meanConfidence)} | ${percent(accuracy)} |`,
  );
  return `# ${file.version}

Recognises ${file.labels.length} letters of ${file.languageCode} that are held${drawnLetters(file)}, from 21 hand landmarks in a picture's plane, for either hand.
Intended for feedback to learners; not for identifying people, nor for anything that depends on a single answer.

## Accuracy on people it has not seen

Each source was judged by networks trained on the others only, with a temperature fitted on the others. Sure and right: the
right letter with a confidence of at least 0.5. False signs: hands that were taken for a letter with a confidence of at least
0.5, though halfway between two letters (some of these do look like a letter), or with fingers of several letters and far from
all. They are made of the source's own hands.

| Source | Origin and licence | Hands | Top-1 | Top-3 | ECE | Sure and right | False signs, halfway | False signs, composed |
|---|---|---|---|---|---|---|---|---|
${sourceRows.join("\n")}
| mean | | | ${percent(mean.top1)} | ${percent(mean.top3)} | ${mean.ece.toFixed(3)} | ${percent(mean.recall)} | ${percent(mean.falseSigns)} | ${percent(mean.falseCompositions)} |

| Letter | Right |
|---|---|
${labelRows.join("\n")}

![Confusion matrix](${CONFUSION_FILE})

## Reliability

What a confidence is worth: all left-out hands together, by the confidence of the answer.

| Confidence from | Hands | Mean confidence | Right |
|---|---|---|---|
${reliabilityRows.join("\n")}

${movementSection(file, movements)}## Training

${settings.members} networks, hidden layers ${settings.hiddenSizes.join(" and ")}, ${settings.epochs} epochs of ${settings.drawsPerLetter} hands for each letter of each source, seed ${settings.seed}, label
smoothing ${settings.labelSmoothing}, weight decay ${settings.weightDecay}; hands tilted in space, turned, stretched, sheared, mirrored and disturbed at random.
${renderedNote(rendered)}Hands halfway between two letters of a source, and hands with fingers of several, are no sign where they
look like no letter. Logits are divided by ${file.temperature}, after ${file.noSignInVideo ?? 0} is added to that of no sign in videos,
whose hands often move or rest.

## Limits

Few signers. ${leftOut(notes)}Still hands that are no letter can look like one.
`;
}

const drawnLetters = ({ motion }: AlphabetFile): string =>
  motion
    ? ` and ${motion.letters.length} that are drawn (${motion.letters.map(({ label }) => label).join(", ")})`
    : "";

function movementSection(
  { motion }: AlphabetFile,
  movements: Readonly<Record<string, MovementMetrics>>,
): string {
  if (!motion) return "";
  const labels = motion.letters.map(({ label }) => label);
  const cell = (value: number | undefined): string => (value === undefined ? "no such hand" : percent(value));
  const rows = Object.entries(movements).map(
    ([source, { perLetter, falseLetters, ece }]) =>
      `| ${source} | ${labels.map((label) => cell(perLetter[label])).join(" | ")} | ${percent(falseLetters)} | ${ece.toFixed(3)} |`,
  );
  return `## Letters that are drawn

No recording was at hand, so films were made: hands of the sources draw the letter in many ways, or come in, leave, shake, circle
and draw strokes. Each source's films were read by networks trained on the others. False: films of other movements that were
taken for a letter that is drawn. The last column: expected calibration error of all answers that are such a letter.

| Source | ${labels.join(" | ")} | False | ECE |
|---|${labels.map(() => "---|").join("")}---|---|
${rows.join("\n")}

`;
}

function renderedNote(rendered: readonly Sample[]): string {
  if (rendered.length === 0) return "";
  const others = rendered.filter(({ label }) => label === NO_SIGN).length;
  return `Besides ${rendered.length - others} rendered hands that show letters and ${others} that show none, seen by the same hand networks.
`;
}
