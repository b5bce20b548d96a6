import type { AlphabetFile } from "../../shared/signs/alphabet.ts";
import type { DatasetNotes } from "./dataset-notes.ts";
import type { LeaveOneOut } from "./leave-one-out.ts";
import type { TrainingSettings } from "./train-ensemble.ts";

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

const leftOut = ({ motionLetters }: DatasetNotes): string =>
  motionLetters.length > 0 ? `Letters that are movements are left out: ${motionLetters.join(", ")}. ` : "";

/** The model card (Mitchell et al. 2019) as Markdown: what the weights can do, measured how, trained on what. */
export function modelCard(
  file: AlphabetFile,
  evaluation: LeaveOneOut,
  settings: TrainingSettings,
  notes: DatasetNotes,
): string {
  const { sources, mean, perLabel } = evaluation;
  const sourceRows = Object.entries(sources).map(
    ([name, { top1, top3, ece, rows }]) =>
      `| ${name} | ${notes.sources[name] ?? "not stated"} | ${rows} | ${percent(top1)} | ${percent(top3)} | ${ece.toFixed(3)} |`,
  );
  const labelRows = Object.entries(perLabel).map(([label, share]) => `| ${label} | ${percent(share)} |`);
  return `# ${file.version}

Recognises ${file.labels.length} static letters of ${file.languageCode} from 21 hand landmarks in a picture's plane, for either hand.
Intended for feedback to learners; not for identifying people, nor for anything that depends on a single answer.

## Accuracy on people it has not seen

Each source was judged by networks trained on the others only, with a temperature fitted on the others.

| Source | Origin and licence | Hands | Top-1 | Top-3 | ECE |
|---|---|---|---|---|---|
${sourceRows.join("\n")}
| mean | | | ${percent(mean.top1)} | ${percent(mean.top3)} | ${mean.ece.toFixed(3)} |

| Letter | Right |
|---|---|
${labelRows.join("\n")}

## Training

${settings.members} networks, hidden layers ${settings.hiddenSizes.join(" and ")}, ${settings.epochs} epochs of ${settings.drawsPerLetter} hands for each letter of each source, seed ${settings.seed}, label
smoothing ${settings.labelSmoothing}, weight decay ${settings.weightDecay}; hands turned, stretched, sheared, mirrored and disturbed at random. Logits are divided by
${file.temperature}.

## Limits

Few signers. ${leftOut(notes)}Still hands that are no letter can look like one.
`;
}
