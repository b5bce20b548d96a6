/** The models that can judge, and which of them a request gets. */
import type { Fault } from "../../shared/contract/errors.ts";
import { DEFAULT_LANGUAGE, type Model } from "../../shared/contract/model.ts";
import { ok, type Result } from "../../shared/contract/result.ts";
import { chooseModel, isActive, type NamedModel } from "../../shared/signs/choose-model.ts";
import type { BackendInfo } from "../ports/inference.ts";
import type { ModelCard, Parts } from "./parts.ts";
import { within } from "./within.ts";

const PING_TIMEOUT_MS = 2_500;

type Needed = Pick<Parts, "inference" | "models" | "settings">;

/** What the backend says of itself; undefined while it is silent. */
export async function askBackend({ inference }: Pick<Parts, "inference">): Promise<BackendInfo | undefined> {
  const pinged = await within(PING_TIMEOUT_MS, "inference_timeout", (signal) => inference.ping(signal));
  return pinged.ok ? pinged.value : undefined;
}

/**
 * The models that the backend lists; those of this build where it lists none. The active version of a language is the
 * configured one, else the backend's own choice, else the newest.
 */
export function listModels({ models, settings }: Needed, told: BackendInfo | undefined): Model[] {
  const known: readonly (ModelCard & { readonly active?: boolean })[] = told?.models ?? models;
  const own = Object.fromEntries(
    known.flatMap(({ languageCode, version, active }) => (active ? [[languageCode, version]] : [])),
  );
  // A backend that names one model and lists none, like the stub, judges by that one alone.
  const isAlone = told?.models === undefined && told?.modelVersion !== undefined;
  return known.map(({ version, languageCode, labels, metrics }) => ({
    version,
    languageCode,
    active: isAlone
      ? version === told.modelVersion
      : isActive<NamedModel>({ version, languageCode }, known, { ...own, ...settings.activeModels }),
    labels: [...labels],
    metrics: { ...metrics },
  }));
}

/** The version that judges requests that name neither language nor version; undefined if nobody knows. */
export const defaultVersion = (models: readonly Model[], told: BackendInfo | undefined): string | undefined =>
  models.find(({ languageCode, active }) => active && languageCode === DEFAULT_LANGUAGE)?.version ??
  told?.modelVersion ??
  models.find(({ active }) => active)?.version;

/** The version to ask the backend for; undefined leaves the choice to it. */
export const versionFor = (
  { settings }: Pick<Parts, "settings">,
  languageCode: string,
  requested: string | null | undefined,
): string | undefined => requested ?? settings.activeModels[languageCode.toUpperCase()];

/**
 * Refuses a version that the backend does not have; one that only the backend can judge of is left to it while it is silent.
 * Faults: language_not_supported, model_version_not_supported.
 */
export async function checkVersion(
  parts: Needed,
  languageCode: string,
  version: string | null | undefined,
): Promise<Result<void, Fault>> {
  if (version === null || version === undefined) return ok(undefined);
  const isConfigured = parts.settings.activeModels[languageCode.toUpperCase()] === version;
  if (isConfigured || chooseModel(parts.models, { languageCode, version }).ok) return ok(undefined);
  const told = await askBackend(parts);
  if (!told) return ok(undefined);
  const chosen = chooseModel(told.models ?? parts.models, { languageCode, version });
  return chosen.ok ? ok(undefined) : chosen;
}
