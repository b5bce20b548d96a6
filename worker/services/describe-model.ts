import type { z } from "zod";
import { CONFIDENCE_THRESHOLD } from "../../shared/contract/assessment.ts";
import type { ModelInfoSchema } from "../../shared/contract/service.ts";
import type { Parts } from "./parts.ts";
import { within } from "./within.ts";

const PING_TIMEOUT_MS = 2_500;
const MEBIBYTE = 1024 * 1024;

export type ModelInfo = z.infer<typeof ModelInfoSchema>;

/** Never fails: while the backend is silent, the model that this build was made with stands in. */
export async function describeModel({ inference, models, settings }: Parts): Promise<ModelInfo> {
  const pinged = await within(PING_TIMEOUT_MS, "inference_timeout", (signal) => inference.ping(signal));
  const modelVersion = (pinged.ok ? pinged.value.modelVersion : undefined) ?? models[0]?.version ?? "unknown";
  const ownLabels = [...new Set(models.flatMap((model) => model.labels))].sort();
  const supportedGestures = settings.gestureLabels.length > 0 ? [...settings.gestureLabels] : ownLabels;
  return {
    modelVersion,
    framework: inference.framework,
    useSagemaker: settings.useSagemaker,
    sagemakerEndpoint: settings.sagemakerEndpoint,
    supportedGestures,
    gestureCount: supportedGestures.length,
    confidenceThreshold: CONFIDENCE_THRESHOLD,
    maxVideoSizeMB: settings.maxVideoBytes / MEBIBYTE,
    languages: [...new Set(models.map((model) => model.languageCode))],
    models: models.map(({ version, languageCode, metrics }) => ({
      version,
      languageCode,
      active: version === modelVersion,
      metrics: { ...metrics },
    })),
  };
}
