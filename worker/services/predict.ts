import type { Fault } from "../../shared/contract/errors.ts";
import type { Segment } from "../../shared/contract/invocation.ts";
import type { PredictOptions, PredictResponse } from "../../shared/contract/prediction.ts";
import { ok, type Result } from "../../shared/contract/result.ts";
import { versionFor } from "./models.ts";
import type { OpenMedia } from "./open-media.ts";
import type { Parts } from "./parts.ts";
import { recogniseMedia } from "./recognise-media.ts";

/** The signs of a picture or video, while the client waits. Faults: those of recogniseMedia. */
export async function predict(
  parts: Parts,
  media: OpenMedia,
  { language_code, model_version: requested, top_k }: PredictOptions,
  requestId: string,
): Promise<Result<PredictResponse, Fault>> {
  const startedAt = parts.now();
  const job = {
    requestId,
    task: "predict",
    languageCode: language_code,
    modelVersion: versionFor(parts, language_code, requested),
    topK: top_k,
    ...media,
  } as const;
  const recognised = await recogniseMedia(parts, job);
  if (!recognised.ok) return recognised;
  const { predictions, hands, model_version, segments, readings = [] } = recognised.value;
  return ok({
    predictions,
    language_code,
    hands_detected: hands?.length ?? 0,
    model_version,
    processing_time_ms: parts.now() - startedAt,
    ...spelled(segments),
    hands: readings.map((reading) => ({ ...reading, ...spelled(reading.segments) })),
  });
}

/** The signs of a video and what they spell; nothing for a picture. */
const spelled = (segments: readonly Segment[] | undefined) =>
  segments ? { segments: [...segments], text: segments.map(({ label }) => label).join("") } : {};
