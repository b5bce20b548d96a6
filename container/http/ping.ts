/** GET /ping: 200 when the container takes work, 503 before and after. */
import type { Handler } from "hono";
import type { Service } from "../jobs/service.ts";

export const ping =
  ({ readiness, gate }: Service): Handler =>
  (c) => {
    const now = readiness();
    const load = { in_flight: gate.running, queued: gate.waiting };
    if (now.state === "loading") return c.json({ status: now.state, ...load }, 503);
    const { modelVersion, models, provider, fallbackReason } = now.vision.info;
    return c.json(
      {
        status: now.state,
        model_version: modelVersion,
        languages: [...new Set(models.map(({ languageCode }) => languageCode))],
        models,
        provider,
        ...(fallbackReason !== undefined && { fallback_reason: fallbackReason }),
        ...load,
      },
      now.state === "ready" ? 200 : 503,
    );
  };
