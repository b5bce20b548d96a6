import { describe, expect, test } from "vitest";
import { toAssessResponse, toSubmissionResponse } from "../../../shared/assessment/response.ts";
import { scoreOf } from "../../../shared/assessment/score.ts";
import { claim, complete, fail, submit } from "../../../shared/assessment/transitions.ts";
import { verdictOf } from "../../../shared/assessment/verdict.ts";
import { AssessResponseSchema } from "../../../shared/contract/assessment.ts";
import type { InvocationResult, Prediction } from "../../../shared/contract/invocation.ts";

const answer = (...predictions: Prediction[]): InvocationResult => ({
  predictions,
  model_version: "asl-1",
  timings_ms: {},
});

describe("the score", () => {
  test.each([
    [1, 100],
    [0.9, 100],
    [0.8999, 90],
    [0.8, 90],
    [0.7, 80],
    [0.6, 70],
    [0.5, 60],
    [0.4999, 0],
    [0, 0],
  ])("of confidence %d is %d", (confidence, score) => {
    expect(scoreOf(confidence)).toBe(score);
  });
});

describe("a verdict", () => {
  test("names the most likely sign and keeps the others", () => {
    const predictions = [
      { label: "L", confidence: 0.85 },
      { label: "G", confidence: 0.1 },
    ];

    expect(verdictOf(answer(...predictions), null)).toMatchObject({
      recognizedGesture: "L",
      confidence: 0.85,
      score: 90,
      modelVersion: "asl-1",
      alternatives: predictions,
    });
  });

  test("gives no points for another sign than the expected one, whatever the case of its name", () => {
    const result = answer({ label: "L", confidence: 0.95 });

    expect(verdictOf(result, "A")).toMatchObject({ recognizedGesture: "L", score: 0 });
    expect(verdictOf(result, " l ")).toMatchObject({ recognizedGesture: "L", score: 100 });
  });

  test("judges what the signs spell when a word was asked for, no surer than the least sure of them", () => {
    const segments = ["L", "A"].map((label, index) => ({
      label,
      confidence: 0.95 - index / 10,
      startSeconds: index,
      endSeconds: index + 1,
    }));
    const result = { ...answer({ label: "L", confidence: 0.95 }), segments };

    expect(verdictOf(result, "la")).toMatchObject({ recognizedGesture: "LA", confidence: 0.85, score: 90 });
    expect(verdictOf(result, "LO")).toMatchObject({ recognizedGesture: "LA", score: 0 });
    expect(verdictOf(result, "L")).toMatchObject({ recognizedGesture: "L", score: 100 });
    expect(verdictOf(result, null)).toMatchObject({ recognizedGesture: "L" });
  });

  test("says NO_SIGN when nothing is likely enough or no hand was seen", () => {
    expect(verdictOf(answer({ label: "L", confidence: 0.49 }), "L")).toMatchObject({
      recognizedGesture: "NO_SIGN",
      confidence: 0.49,
      score: 0,
    });
    expect(verdictOf(answer(), null)).toMatchObject({
      recognizedGesture: "NO_SIGN",
      confidence: 0,
      score: 0,
    });
  });
});

describe("the answer about a session", () => {
  const session = submit(
    {
      userId: "u",
      exerciseId: 1,
      levelId: 2,
      videoUrl: "s3://b/k",
      expectedGesture: null,
      languageCode: "ASL",
      requestedModelVersion: null,
    },
    { sessionId: "b52b4c8e-3f0e-4f5d-9a35-3a3a0b0d8f10", tenant: "default", requestId: "r", now: 0 },
  );
  const claimed = claim(session, 0, 1000);
  if (!claimed.ok) throw new Error("a new session can be claimed");

  test("is what the former service answers to a submission", () => {
    expect(toSubmissionResponse(session)).toEqual({
      sessionId: session.sessionId,
      status: "queued",
      message: "Video queued for processing",
      recognizedGesture: null,
      confidence: null,
      score: null,
      processingTime: null,
      modelVersion: null,
      metadata: {},
    });
  });

  test("says what to change in the reader's language, and nothing where nothing is to be said", () => {
    const told = {
      ...answer({ label: "L", confidence: 0.9 }),
      feedback: [{ part: "ring", code: "bend" } as const],
    };
    const wrong = complete(claimed.value, verdictOf(told, "U"), 250);
    const right = complete(claimed.value, verdictOf({ ...told, feedback: [] }, "L"), 250);

    const { metadata } = AssessResponseSchema.parse(toAssessResponse(wrong, "es"));
    expect(metadata.feedback).toEqual([
      { part: "ring", code: "bend", message: "Doble el dedo anular hacia la palma." },
    ]);
    expect(toAssessResponse(right, "es").metadata).not.toHaveProperty("feedback");
  });

  test("says null for what is not known yet", () => {
    const open = toAssessResponse(claimed.value, "en");

    expect(AssessResponseSchema.parse(open)).toMatchObject({
      status: "processing",
      message: "Assessment processing",
      recognizedGesture: null,
      processingTime: null,
      metadata: { userId: "u", exerciseId: 1, levelId: 2 },
    });
  });

  test("carries the verdict of a completed session", () => {
    const verdict = verdictOf(answer({ label: "L", confidence: 0.7 }), null);
    const done = complete(claimed.value, verdict, 250);

    expect(AssessResponseSchema.parse(toAssessResponse(done, "en"))).toMatchObject({
      status: "completed",
      recognizedGesture: "L",
      score: 80,
      processingTime: 0.25,
      metadata: { alternatives: [{ label: "L", confidence: 0.7 }] },
    });
  });

  test("explains a failure in the reader's language, with a code for programs", () => {
    const failed = fail(claimed.value, { code: "media_unreadable", cause: "secret" }, 250);

    const [en, es] = [toAssessResponse(failed, "en"), toAssessResponse(failed, "es")];
    expect(en.metadata.error).toMatchObject({
      code: "media_unreadable",
      message: expect.stringMatching(/damaged/),
    });
    expect(es.metadata.error).toMatchObject({
      code: "media_unreadable",
      message: expect.stringMatching(/dañado/),
    });
    expect(JSON.stringify([en, es])).not.toContain("secret");
  });
});
