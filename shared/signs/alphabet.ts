/** An alphabet is data: the letters of a sign language and the weights that recognise them. */
import type { Layer, Network } from "./network.ts";
import type { Prototypes } from "./prototype.ts";

export interface Alphabet {
  readonly languageCode: string;
  /** Names the weights, e.g. `asl-letters-1.0.0`; sessions record it. */
  readonly version: string;
  readonly labels: readonly string[];
  /** Networks whose logits are averaged. */
  readonly ensemble: readonly Network[];
  /** Divides the logits so that a confidence is a probability (Guo et al. 2017, "On Calibration of Modern Neural Networks"). */
  readonly temperature: number;
  /** Measured on people that the weights were not trained on, e.g. `mean_top1`. */
  readonly metrics: Readonly<Record<string, number>>;
  /** What feedback compares with; a label without one gets none. */
  readonly prototypes: Prototypes;
}

/** An alphabet as `npm run train` writes it. */
export interface AlphabetFile {
  readonly languageCode: string;
  readonly version: string;
  readonly labels: readonly string[];
  readonly temperature: number;
  readonly metrics: Readonly<Record<string, number>>;
  readonly prototypes: Prototypes;
  readonly ensemble: readonly (readonly {
    readonly inputs: number;
    readonly weights: readonly number[];
    readonly bias: readonly number[];
  }[])[];
}

export const toAlphabet = ({ ensemble, ...rest }: AlphabetFile): Alphabet => ({
  ...rest,
  ensemble: ensemble.map((layers) =>
    layers.map(
      ({ inputs, weights, bias }): Layer => ({
        inputs,
        outputs: bias.length,
        weights: Float32Array.from(weights),
        bias: Float32Array.from(bias),
      }),
    ),
  ),
});
