/** An alphabet is data: the letters of a sign language and the weights that recognise them. */
import type { FeatureSet } from "./features.ts";
import type { Layer, Network } from "./network.ts";
import type { Prototypes } from "./prototype.ts";

export interface Alphabet {
  readonly languageCode: string;
  /** Names the weights, e.g. `asl-letters-1.0.0`; sessions record it. */
  readonly version: string;
  /** Letters that are held. */
  readonly labels: readonly string[];
  /** Letters that are drawn, if it has some. */
  readonly motion?: MotionLetters | undefined;
  /** What the networks see of a hand. */
  readonly features: FeatureSet;
  /** Networks whose logits are averaged. They may have one output more than there are labels: a hand that shows none. */
  readonly ensemble: readonly Network[];
  /** Divides the logits so that a confidence is a probability (Guo et al. 2017, "On Calibration of Modern Neural Networks"). */
  readonly temperature: number;
  /** Added to the logit of no sign for hands of a video, which show none far more often than those of pictures; 0 when absent. */
  readonly noSignInVideo?: number | undefined;
  /** Measured on people that the weights were not trained on, e.g. `mean_top1`. */
  readonly metrics: Readonly<Record<string, number>>;
  /** What feedback compares with; a label without one gets none. */
  readonly prototypes: Prototypes;
}

/** A letter that is drawn in the air. */
export interface MotionLetter {
  readonly label: string;
  /** Held letters whose hand shape draws it, the usual one first, and such as one looks like on the way. */
  readonly handshapes: readonly string[];
  /** Whose tip draws it. */
  readonly finger: "index" | "little";
}

export interface MotionLetters {
  readonly letters: readonly MotionLetter[];
  /** From movementFeatures to one output for each letter and a last one for movements that are none. */
  readonly network: Network;
}

/** The labels of every letter, held ones first; their places are those of labels in hypotheses. */
export const signsOf = ({ labels, motion }: Pick<Alphabet, "labels" | "motion">): readonly string[] => [
  ...labels,
  ...(motion?.letters ?? []).map(({ label }) => label),
];

export interface LayerFile {
  readonly inputs: number;
  readonly weights: readonly number[];
  readonly bias: readonly number[];
}

/** An alphabet as `npm run train` writes it. */
export interface AlphabetFile {
  readonly languageCode: string;
  readonly version: string;
  readonly labels: readonly string[];
  readonly temperature: number;
  readonly noSignInVideo?: number | undefined;
  readonly metrics: Readonly<Record<string, number>>;
  /** `plane-1` when absent. */
  readonly features?: FeatureSet | undefined;
  readonly prototypes: Prototypes;
  readonly ensemble: readonly (readonly LayerFile[])[];
  readonly motion?: (Omit<MotionLetters, "network"> & { readonly network: readonly LayerFile[] }) | undefined;
}

export const toAlphabet = ({ ensemble, features, motion, ...rest }: AlphabetFile): Alphabet => ({
  ...rest,
  features: features ?? "plane-1",
  ensemble: ensemble.map(toNetwork),
  motion: motion && { ...motion, network: toNetwork(motion.network) },
});

const toNetwork = (layers: readonly LayerFile[]): Network =>
  layers.map(
    ({ inputs, weights, bias }): Layer => ({
      inputs,
      outputs: bias.length,
      weights: Float32Array.from(weights),
      bias: Float32Array.from(bias),
    }),
  );
