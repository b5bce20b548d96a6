import { type Alphabet, toAlphabet } from "./alphabet.ts";
import { ALPHABET_FILES } from "./alphabets/registry.ts";

/** Every alphabet the product knows. */
export const ALPHABETS: readonly Alphabet[] = ALPHABET_FILES.map(toAlphabet);

/** The alphabet of a sign language, whatever the case of its code; undefined if there is none. */
export const alphabetFor = (languageCode: string): Alphabet | undefined =>
  ALPHABETS.find((alphabet) => alphabet.languageCode === languageCode.toUpperCase());
