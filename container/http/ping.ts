/** GET /ping: 200 when the container takes work, 503 before and after. */
import type { Handler } from "hono";
import { modelVersionOf } from "../vision/recognise.ts";
import type { Service } from "../work/service.ts";

export const ping =
  ({ readiness, gate }: Service): Handler =>
  (c) => {
    const now = readiness();
    const load = { in_flight: gate.running, queued: gate.waiting };
    if (now.state === "loading") return c.json({ status: now.state, ...load }, 503);
    const { state, vision, provider, fallbackReason } = now;
    return c.json(
      {
        status: state,
        model_version: modelVersionOf(vision),
        languages: vision.alphabets.map(({ languageCode }) => languageCode),
        provider,
        ...(fallbackReason !== undefined && { fallback_reason: fallbackReason }),
        ...load,
      },
      state === "ready" ? 200 : 503,
    );
  };
