/** Written by `npm run train`: the weights of every version of every alphabet. */
import type { AlphabetFile } from "../alphabet.ts";
import asl_1_0_0 from "./asl/1.0.0/weights.json" with { type: "json" };
import asl_1_11_0 from "./asl/1.11.0/weights.json" with { type: "json" };
import asl_1_9_0 from "./asl/1.9.0/weights.json" with { type: "json" };

export const ALPHABET_FILES: readonly AlphabetFile[] = [
  asl_1_0_0,
  asl_1_11_0,
  asl_1_9_0,
];
