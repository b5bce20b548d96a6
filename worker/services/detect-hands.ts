import type { Fault } from "../../shared/contract/errors.ts";
import { DEFAULT_LANGUAGE } from "../../shared/contract/model.ts";
import type { DetectHandsResponse } from "../../shared/contract/prediction.ts";
import { err, ok, type Result } from "../../shared/contract/result.ts";
import type { OpenMedia } from "./open-media.ts";
import type { Parts } from "./parts.ts";
import { recogniseMedia } from "./recognise-media.ts";

/** The hands of a picture, while the client waits. Faults: those of recogniseMedia. */
export async function detectHands(
  parts: Parts,
  media: OpenMedia,
  requestId: string,
): Promise<Result<DetectHandsResponse, Fault>> {
  const job = { requestId, task: "detect", languageCode: DEFAULT_LANGUAGE, topK: 1, ...media } as const;
  const recognised = await recogniseMedia(parts, job);
  if (!recognised.ok) return recognised;
  const { hands, image } = recognised.value;
  if (!hands || !image)
    return err({ code: "inference_bad_answer", cause: "the answer lacks hands or the size of the picture" });
  return ok({ hands_detected: hands.length, hands, image });
}
