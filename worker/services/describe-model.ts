import type { z } from "zod";
import { CONFIDENCE_THRESHOLD } from "../../shared/contract/assessment.ts";
import type { ModelInfoSchema } from "../../shared/contract/service.ts";
import { askBackend, defaultVersion, listModels } from "./models.ts";
import type { Parts } from "./parts.ts";

const MEBIBYTE = 1024 * 1024;

export type ModelInfo = z.infer<typeof ModelInfoSchema>;

/** Never fails: while the backend is silent, the models that this build was made with stand in. */
export async function describeModel(parts: Parts): Promise<ModelInfo> {
  const { inference, settings } = parts;
  const told = await askBackend(parts);
  const models = listModels(parts, told);
  const judging = models.some(({ active }) => active) ? models.filter(({ active }) => active) : models;
  const ownLabels = [...new Set(judging.flatMap(({ labels }) => labels))].sort();
  const supportedGestures = settings.gestureLabels.length > 0 ? [...settings.gestureLabels] : ownLabels;
  return {
    modelVersion: defaultVersion(models, told) ?? "unknown",
    framework: inference.framework,
    useSagemaker: settings.useSagemaker,
    sagemakerEndpoint: settings.sagemakerEndpoint,
    supportedGestures,
    gestureCount: supportedGestures.length,
    confidenceThreshold: CONFIDENCE_THRESHOLD,
    maxVideoSizeMB: settings.maxVideoBytes / MEBIBYTE,
    languages: [...new Set(models.map((model) => model.languageCode))],
    models: models.map(({ version, languageCode, active, labels, metrics }) => ({
      version,
      languageCode,
      active,
      supportedGestures: labels,
      gestureCount: labels.length,
      metrics,
    })),
  };
}
