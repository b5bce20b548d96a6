/** Reads the sign that a video holds: the settled hand decides, not the way into the sign and out of it. */
import type { Prediction, Segment } from "../contract/invocation.ts";
import type { Alphabet } from "./alphabet.ts";
import { handProbabilities, rank } from "./classify-hand.ts";
import { handSpeed, steadinessOf } from "./motion.ts";
import { findSegments, type Observation, segmentProbabilities } from "./segments.ts";

/** A hand as the tracker gives it. */
export interface SeenHand {
  readonly handedness: "Left" | "Right";
  /** Probability that it is a hand. */
  readonly score: number;
  /** 63 values in pixels. */
  readonly landmarks: Float32Array;
}

export interface TrackedFrame {
  /** From the start of the video. */
  readonly seconds: number;
  readonly hands: readonly SeenHand[];
}

export interface VideoRecognition {
  /** Letters, most likely first; empty if no hand was seen. Less than 0.5 for the first means that there is no sign. */
  readonly predictions: Prediction[];
  /** The signs held one after the other. */
  readonly segments: Segment[];
  /** Number of the frame in the middle of the deciding stretch. */
  readonly decisiveFrame?: number;
}

/** A sign that is held for less than this is doubted in proportion. */
const SURE_HOLD_SECONDS = 0.3;
/** Longest time that one frame stands for, so that a gap in the video does not count as a hold. */
const MAX_FRAME_SECONDS = 0.25;

/** @param frames In the order of time. */
export function recogniseVideo(
  frames: readonly TrackedFrame[],
  alphabet: Alphabet,
  options: { readonly topK?: number } = {},
): VideoRecognition {
  const topK = options.topK ?? 5;
  const observations = observe(frames, alphabet);
  if (observations.length === 0) return { predictions: [], segments: [] };

  const candidates = findSegments(observations).map((members) => {
    const probabilities = segmentProbabilities(members);
    const heldSeconds = members.reduce((sum, { seconds, steadiness }) => sum + seconds * steadiness, 0);
    const trust = Math.min(1, heldSeconds / SURE_HOLD_SECONDS);
    const predictions = rank(
      probabilities.map((probability) => probability * trust),
      alphabet.labels,
    );
    return { members, heldSeconds, predictions, confidence: predictions[0]?.confidence ?? 0 };
  });
  const best = candidates.reduce((a, b) =>
    b.heldSeconds * b.confidence > a.heldSeconds * a.confidence ? b : a,
  );
  return {
    predictions: best.predictions.slice(0, topK),
    segments: candidates
      .filter(({ confidence }) => confidence >= 0.5)
      .map(({ members, predictions, confidence }) => ({
        label: predictions[0]?.label ?? "",
        confidence,
        startSeconds: members[0]?.at ?? 0,
        endSeconds: (members.at(-1)?.at ?? 0) + (members.at(-1)?.seconds ?? 0),
      })),
    decisiveFrame: best.members[Math.floor(best.members.length / 2)]?.frame ?? 0,
  };
}

/** What the signing hand shows in each frame in which it is seen. */
function observe(frames: readonly TrackedFrame[], alphabet: Alphabet): Observation[] {
  const signing = signingHand(frames);
  const seen = frames.flatMap((frame, index) => {
    const hand = frame.hands.find(({ handedness }) => handedness === signing);
    return hand ? [{ index, at: frame.seconds, landmarks: hand.landmarks }] : [];
  });
  return seen.map(({ index, at, landmarks }, position) => {
    const before = seen[position - 1];
    const after = seen[position + 1];
    const speeds = [before, after].flatMap((other) =>
      other && Math.abs(other.at - at) <= MAX_FRAME_SECONDS ? [handSpeed(other, { at, landmarks })] : [],
    );
    const gap = (after ?? before)?.at ?? at + MAX_FRAME_SECONDS;
    return {
      frame: index,
      at,
      seconds: Math.min(Math.abs(gap - at), MAX_FRAME_SECONDS),
      steadiness: speeds.length > 0 ? steadinessOf(Math.max(...speeds)) : 0,
      probabilities: handProbabilities(landmarks, alphabet),
    };
  });
}

/** The hand that is seen most, large hands counting more: the other one rests or belongs to somebody behind. */
function signingHand(frames: readonly TrackedFrame[]): SeenHand["handedness"] {
  const weight = { Left: 0, Right: 0 };
  for (const { hands } of frames) {
    for (const { handedness, score, landmarks } of hands) weight[handedness] += score * extent(landmarks);
  }
  return weight.Left > weight.Right ? "Left" : "Right";
}

/** Longer side of the box around the landmarks, in pixels. */
function extent(landmarks: Float32Array): number {
  const xs = landmarks.filter((_, index) => index % 3 === 0);
  const ys = landmarks.filter((_, index) => index % 3 === 1);
  return Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
}
