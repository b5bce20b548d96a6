import { CONFIDENCE_THRESHOLD, isSameSign, NO_SIGN } from "../contract/assessment.ts";
import type { InvocationResult } from "../contract/invocation.ts";
import { scoreOf } from "./score.ts";
import type { Verdict } from "./session.ts";

/**
 * What a recogniser's answer means for a learner. An answer under the threshold is no sign and scores 0; so does
 * another sign than the expected one. Feedback is the recogniser's.
 */
export function verdictOf(result: InvocationResult, expectedGesture: string | null): Verdict {
  const [top] = result.predictions;
  const confidence = top?.confidence ?? 0;
  const recognizedGesture = top && confidence >= CONFIDENCE_THRESHOLD ? top.label : NO_SIGN;
  const isExpected = expectedGesture === null || isSameSign(recognizedGesture, expectedGesture);
  return {
    recognizedGesture,
    confidence,
    score: recognizedGesture !== NO_SIGN && isExpected ? scoreOf(confidence) : 0,
    modelVersion: result.model_version,
    alternatives: result.predictions,
    segments: result.segments ?? [],
    feedback: result.feedback ?? [],
  };
}
