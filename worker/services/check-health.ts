import type { z } from "zod";
import { type HealthSchema, SERVICE_VERSION } from "../../shared/contract/service.ts";
import { DEFAULT_SESSION } from "../../shared/contract/tuning-api.ts";
import { guard } from "./guard.ts";
import { askBackend, defaultVersion, listModels } from "./models.ts";
import type { Parts } from "./parts.ts";
import { inSession } from "./tuning-session.ts";
import { within } from "./within.ts";

/** Each part is asked for at most this long, so that the answer comes within 5 s whatever is down. */
const CHECK_TIMEOUT_MS = 2_500;

export type Health = z.infer<typeof HealthSchema>;

/** Never fails: what does not answer makes the service `degraded`. */
export async function checkHealth(parts: Parts): Promise<Health> {
  const { sessions, settings } = parts;
  const [database, told, ratings] = await Promise.all([
    within(CHECK_TIMEOUT_MS, "service_unavailable", () =>
      guard("service_unavailable", () => sessions.ping()),
    ),
    askBackend(parts),
    within(CHECK_TIMEOUT_MS, "service_unavailable", () =>
      inSession(parts, DEFAULT_SESSION, (session) => session.info()),
    ),
  ]);
  return {
    status: database.ok && told && settings.configProblems.length === 0 ? "healthy" : "degraded",
    service: "ml-service",
    version: SERVICE_VERSION,
    modelLoaded: told !== undefined,
    modelVersion: (told && defaultVersion(told.models ? listModels(parts, told) : [], told)) ?? null,
    useSagemaker: settings.useSagemaker,
    sagemakerEndpoint: settings.sagemakerEndpoint,
    sqsQueueUrl: settings.assessQueueName,
    // Of the session that clients without one use; one that nobody used has seen nothing.
    optimizer_samples: ratings.ok ? ratings.value.samplesSeen : 0,
  };
}
