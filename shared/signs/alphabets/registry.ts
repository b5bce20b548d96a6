/** Written by `npm run train`: the weights of every alphabet. */
import type { AlphabetFile } from "../alphabet.ts";
import asl from "./asl/weights.json" with { type: "json" };

export const ALPHABET_FILES: readonly AlphabetFile[] = [asl];
