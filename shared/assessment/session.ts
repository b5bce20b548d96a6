/** An assessment from submission to its final result: the record that D1 keeps and the states it passes through. */
import type { SessionStatus } from "../contract/assessment.ts";
import type { Fault } from "../contract/errors.ts";
import type { FeedbackItem } from "../contract/feedback.ts";
import type { Prediction, Segment } from "../contract/invocation.ts";

export interface Submission {
  readonly userId: string;
  readonly exerciseId: number;
  readonly levelId: number;
  /** `s3://bucket/key`; empty in sessions of the former service, which did not keep it. */
  readonly videoUrl: string;
  readonly expectedGesture: string | null;
  readonly languageCode: string;
  /** Null for whichever version is active. */
  readonly requestedModelVersion: string | null;
}

export interface Verdict {
  readonly recognizedGesture: string;
  /** Calibrated probability, 0..1. */
  readonly confidence: number;
  /** 0..100. */
  readonly score: number;
  readonly modelVersion: string;
  readonly alternatives: readonly Prediction[];
  readonly segments: readonly Segment[];
  /** What to change for the expected sign, the most telling first. */
  readonly feedback: readonly FeedbackItem[];
}

export interface Session {
  readonly sessionId: string;
  /** Whose session it is. */
  readonly tenant: string;
  /** Starts at 1 and grows by one with every change; the mirror table is written on condition of it. */
  readonly version: number;
  readonly status: SessionStatus;
  readonly submission: Submission;
  readonly requestId: string;
  /** Times are milliseconds since 1970. */
  readonly createdAt: number;
  readonly updatedAt: number;
  /** If it is still open by then and nobody works on it, it ends as failed. */
  readonly deadlineAt: number;
  /**
   * While `processing`: until when nobody but the consumer that claimed it may work on it, or until when an
   * asynchronous backend need not be asked again. Null when anybody may claim it.
   */
  readonly leaseUntil: number | null;
  /** How often a consumer has claimed it to submit its video; asking for the outcome later does not count. */
  readonly attempts: number;
  /** Set while an asynchronous backend works on it. */
  readonly inferenceTicket: string | null;
  readonly videoSizeBytes: number | null;
  /** Seconds from the first claim to the final state. */
  readonly processingSeconds: number | null;
  readonly startedAt: number | null;
  readonly verdict: Verdict | null;
  readonly fault: Fault | null;
}
