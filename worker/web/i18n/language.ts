/** The language of the pages: the reader's choice, or that of the browser. */
import type { Locale } from "../../../shared/contract/messages.ts";

const KEY = "senal.language";

export function currentLanguage(): Locale {
  const chosen = localStorage.getItem(KEY) ?? navigator.languages.find((tag) => /^(es|en)\b/i.test(tag));
  return chosen?.toLowerCase().startsWith("es") ? "es" : "en";
}

/** Loads the page again: languages change rarely, and nothing on a page outlives it. */
export function chooseLanguage(language: Locale): void {
  localStorage.setItem(KEY, language);
  location.reload();
}
