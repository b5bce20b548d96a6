import { CONFIDENCE_THRESHOLD, isSameSign, NO_SIGN } from "../contract/assessment.ts";
import type { InvocationResult, Prediction } from "../contract/invocation.ts";
import { scoreOf } from "./score.ts";
import type { Verdict } from "./session.ts";

/**
 * What a recogniser's answer means for a learner. An answer under the threshold is no sign and scores 0; so does
 * another sign than the expected one. Feedback is the recogniser's.
 */
export function verdictOf(result: InvocationResult, expectedGesture: string | null): Verdict {
  const top = answerTo(expectedGesture, result);
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

/** The most likely sign; what the signs spell, no surer than the least sure of them, if a word was asked for. */
function answerTo(
  expected: string | null,
  { predictions, segments = [] }: InvocationResult,
): Prediction | undefined {
  const isWord =
    expected !== null &&
    expected.trim().length > 1 &&
    segments.length > 1 &&
    !predictions.some(({ label }) => isSameSign(label, expected));
  if (!isWord) return predictions[0];
  return {
    label: segments.map(({ label }) => label).join(""),
    confidence: Math.min(...segments.map(({ confidence }) => confidence)),
  };
}
