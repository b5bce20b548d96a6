/** Which version of a language's weights answers a request. */
import type { Fault } from "../contract/errors.ts";
import type { ActiveModels } from "../contract/model.ts";
import { err, ok, type Result } from "../contract/result.ts";

/** What a version is found by. */
export interface NamedModel {
  readonly languageCode: string;
  /** Ends in three numbers, e.g. `asl-letters-1.0.0`. */
  readonly version: string;
}

export interface ModelChoice {
  /** In any case. */
  readonly languageCode: string;
  /** Undefined for the active one. */
  readonly version?: string | undefined;
  readonly active?: ActiveModels;
}

/** Faults: language_not_supported, model_version_not_supported; both name what there is. */
export function chooseModel<M extends NamedModel>(
  models: readonly M[],
  { languageCode, version, active = {} }: ModelChoice,
): Result<M, Fault> {
  const code = languageCode.toUpperCase();
  const candidates = models.filter((model) => model.languageCode === code);
  const newest = candidates.toSorted((a, b) => compareVersions(b.version, a.version))[0];
  if (!newest) return err({ code: "language_not_supported", params: { supported: languagesOf(models) } });
  const wanted = version ?? active[code];
  const chosen = wanted === undefined ? newest : candidates.find((model) => model.version === wanted);
  if (chosen) return ok(chosen);
  const supported = candidates.map((model) => model.version).join(", ");
  return err({ code: "model_version_not_supported", params: { language: code, supported } });
}

/** Whether the model answers requests in its language that name no version. */
export function isActive<M extends NamedModel>(
  model: M,
  models: readonly M[],
  active: ActiveModels = {},
): boolean {
  const chosen = chooseModel(models, { languageCode: model.languageCode, active });
  return chosen.ok && chosen.value.version === model.version;
}

/** Each language once, separated by commas. */
const languagesOf = (models: readonly NamedModel[]): string =>
  [...new Set(models.map(({ languageCode }) => languageCode))].join(", ");

/** By the three numbers at the end (semver.org, precedence without pre-releases). */
function compareVersions(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  return (
    left.map((number, place) => number - (right[place] ?? 0)).find((difference) => difference !== 0) ?? 0
  );
}

const numbersOf = (version: string): number[] =>
  (/(\d+)\.(\d+)\.(\d+)$/.exec(version)?.slice(1) ?? ["0", "0", "0"]).map(Number);
