import type { Locale } from "../../../shared/contract/messages.ts";
import { currentLanguage } from "./language.ts";

/** Sentences by name; a name without both languages does not compile. `{name}` is replaced by a value. */
export type Catalogue = Readonly<Record<string, Record<Locale, string>>>;

export type Say<C extends Catalogue> = (
  name: keyof C,
  values?: Readonly<Record<string, string | number>>,
) => string;

/** Says the sentences of a catalogue in the reader's language. */
export function speaker<C extends Catalogue>(catalogue: C): Say<C> {
  const language = currentLanguage();
  return (name, values = {}) =>
    (catalogue[name]?.[language] ?? "").replace(/\{(\w+)\}/g, (whole, key: string) =>
      String(values[key] ?? whole),
    );
}

/** Figures as the reader's language writes them. */
export const formatNumber = (value: number, digits = 2): string =>
  value.toLocaleString(currentLanguage(), { maximumFractionDigits: digits });

export const formatPercent = (share: number): string =>
  share.toLocaleString(currentLanguage(), { style: "percent", maximumFractionDigits: 0 });

export const formatTime = (time: number | string): string =>
  new Date(time).toLocaleString(currentLanguage(), { dateStyle: "short", timeStyle: "medium" });
