/** Words to spell, of letters that are held still in ASL. */
import type { Locale } from "../../../../shared/contract/messages.ts";

export const WORDS: Record<Locale, readonly string[]> = {
  en: ["HELLO", "LOVE", "FRIEND", "SCHOOL", "WATER", "MUSIC"],
  es: ["HOLA", "SOL", "CALLE", "AMIGO", "AGUA", "FAMILIA"],
};

export const MAX_WORD_LETTERS = 16;
