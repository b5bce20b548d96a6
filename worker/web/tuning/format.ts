/** Values and figures of tuning as people read them. */
import type { Objective, ParameterValues } from "../../../shared/contract/tuning.ts";
import type { BranchChoices } from "../../../shared/tuning/search-space.ts";
import { currentLanguage } from "../i18n/language.ts";
import { formatNumber } from "../i18n/sentences.ts";
import { say } from "./sentences.ts";

const SIGNIFICANT_DIGITS = 4;

/** A value of a parameter, rounded for reading. */
export const formatValue = (value: string | number): string =>
  typeof value === "string"
    ? value
    : value.toLocaleString(currentLanguage(), {
        maximumSignificantDigits: SIGNIFICANT_DIGITS,
        useGrouping: false,
      });

export const formatValues = (values: ParameterValues): string =>
  Object.entries(values)
    .map(([name, value]) => `${name} ${formatValue(value)}`)
    .join(", ");

/** A rating or a measured figure, without its unit. */
export const formatFigure = (value: number, { kind }: Objective): string =>
  kind === "rating" ? formatNumber(value) : formatValue(value);

/** The same with its unit. */
export const formatScore = (value: number, objective: Objective): string =>
  objective.kind === "rating"
    ? say(value === 1 ? "oneStar" : "stars", { stars: formatFigure(value, objective) })
    : formatFigure(value, objective);

export const formatBranch = (choices: BranchChoices): string =>
  Object.values(choices).join(" / ") || say("wholeSpace");
