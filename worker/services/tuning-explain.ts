/** Why a suggestion was made, for a person. */
import type { Locale } from "../../shared/contract/messages.ts";
import type { Explanation } from "../../shared/tuning/propose.ts";

type Sentences<Key extends string> = Record<Locale, Record<Key, string>>;

const REASONS: Sentences<Explanation["reason"]> = {
  en: {
    initial: "Too little is known yet, so this spreads out over the whole space.",
    exploit: "This is close to what has been rated best.",
    explore: "Little is known around here, and it may be better than anything rated so far.",
  },
  es: {
    initial: "Aún se sabe muy poco, así que esta sugerencia reparte las pruebas por todo el espacio.",
    exploit: "Está cerca de lo mejor valorado hasta ahora.",
    explore: "De esta zona se sabe poco y puede ser mejor que todo lo valorado hasta ahora.",
  },
};

const BRANCH_REASONS: Sentences<Exclude<Explanation["branchReason"], "only">> = {
  en: {
    coverage: "{branch} has few results so far ({samples}).",
    promising: "{branch} is the most likely to hold the best ({percent} %, {samples} results).",
    comparison: "{branch} may still hold the best ({percent} %, {samples} results), so it is compared.",
  },
  es: {
    coverage: "{branch} tiene pocos resultados por ahora ({samples}).",
    promising: "{branch} es donde más probablemente está lo mejor ({percent} %, {samples} resultados).",
    comparison:
      "Lo mejor aún puede estar en {branch} ({percent} %, {samples} resultados), así que se compara.",
  },
};

/** One or two sentences. */
export function explain(why: Explanation, locale: Locale): string {
  const reason = REASONS[locale][why.reason];
  if (why.branchReason === "only") return reason;
  const values: Record<string, string> = {
    branch: Object.values(why.branch).join(" / "),
    samples: String(why.branchSamples),
    percent: why.branchProbability === null ? "?" : String(Math.round(100 * why.branchProbability)),
  };
  const sentence = BRANCH_REASONS[locale][why.branchReason];
  return `${sentence.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "")} ${reason}`;
}
