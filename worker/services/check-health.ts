import type { z } from "zod";
import { type HealthSchema, SERVICE_VERSION } from "../../shared/contract/service.ts";
import { guard } from "./guard.ts";
import type { Parts } from "./parts.ts";
import { within } from "./within.ts";

/** Each part is asked for at most this long, so that the answer comes within 5 s whatever is down. */
const CHECK_TIMEOUT_MS = 2_500;

export type Health = z.infer<typeof HealthSchema>;

/** Never fails: what does not answer makes the service `degraded`. */
export async function checkHealth({ sessions, inference, settings }: Parts): Promise<Health> {
  const [database, model] = await Promise.all([
    within(CHECK_TIMEOUT_MS, "service_unavailable", () =>
      guard("service_unavailable", () => sessions.ping()),
    ),
    within(CHECK_TIMEOUT_MS, "inference_timeout", (signal) => inference.ping(signal)),
  ]);
  return {
    status: database.ok && model.ok && settings.configProblems.length === 0 ? "healthy" : "degraded",
    service: "ml-service",
    version: SERVICE_VERSION,
    modelLoaded: model.ok,
    modelVersion: model.ok ? (model.value.modelVersion ?? null) : null,
    useSagemaker: settings.useSagemaker,
    sagemakerEndpoint: settings.sagemakerEndpoint,
    sqsQueueUrl: settings.assessQueueName,
    // Ratings that the tuning model has seen; tuning is not part of this version.
    optimizer_samples: 0,
  };
}
