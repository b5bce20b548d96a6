import type { Space } from "../../../../shared/contract/tuning.ts";
import type { Rating } from "./ratings.ts";

/** Programs for tables take such text for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** Ratings as comma-separated values (RFC 4180), a column for each parameter. */
export function csvOf(ratings: readonly Rating[], { parameters }: Space): string {
  const names = parameters.map(({ name }) => name);
  const rows = ratings.map(({ number, at, value, expected, parameters: values }) => [
    number,
    new Date(at).toISOString(),
    value,
    expected?.mean ?? "",
    expected?.sd ?? "",
    ...names.map((name) => values[name] ?? ""),
  ]);
  const head = ["number", "at", "value", "expected", "expected_sd", ...names];
  return [head, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function cell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
