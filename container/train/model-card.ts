import type { AlphabetFile } from "../../shared/signs/alphabet.ts";
import type { LeaveOneOut } from "./leave-one-out.ts";
import type { TrainingSettings } from "./train-ensemble.ts";

/** Where the known sources come from, and under which licence. */
const KNOWN_SOURCES: Readonly<Record<string, string>> = {
  boris: "borisgraudt/asl-ai, data CC0, code MIT; one signer",
  hof: "13lack13lood/Hands-On-Fluency-backend, Apache-2.0; one signer",
  lee: "thesoorajsingh/Project-S (David Lee's set), public domain; several signers",
  nej: "nejohnson2/real-time-asl-translator, MIT; one signer",
};

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** The model card (Mitchell et al. 2019) as Markdown: what the weights can do, measured how, trained on what. */
export function modelCard(file: AlphabetFile, evaluation: LeaveOneOut, settings: TrainingSettings): string {
  const { sources, mean, perLabel } = evaluation;
  const sourceRows = Object.entries(sources).map(
    ([name, { top1, top3, ece, rows }]) =>
      `| ${name} | ${KNOWN_SOURCES[name] ?? "see the data"} | ${rows} | ${percent(top1)} | ${percent(top3)} | ${ece.toFixed(3)} |`,
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

Few signers. Letters that are movements are left out. Still hands that are no letter can look like one.
`;
}
