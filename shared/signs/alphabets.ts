import { type Alphabet, toAlphabet } from "./alphabet.ts";
import { ALPHABET_FILES } from "./alphabets/registry.ts";
import { chooseModel } from "./choose-model.ts";

/** Every version of every alphabet that the product is built with. */
export const ALPHABETS: readonly Alphabet[] = ALPHABET_FILES.map(toAlphabet);

/** The alphabet of a sign language, whatever the case of its code; the newest unless a version is named. Undefined if there is none. */
export function alphabetFor(languageCode: string, version?: string): Alphabet | undefined {
  const chosen = chooseModel(ALPHABETS, { languageCode, version });
  return chosen.ok ? chosen.value : undefined;
}
