/** A hand found in a picture. */
export interface Hand {
  /** The signer's own hand, for a picture that is not mirrored. */
  readonly handedness: "Left" | "Right";
  /** Probability of `handedness`, 0.5..1. */
  readonly handednessScore: number;
  /** Probability that this is a hand, 0..1. */
  readonly score: number;
  /** 21 points x, y, z in pixels of the picture (z in the same unit, smaller is nearer), MediaPipe order, 63 values. */
  readonly landmarks: Float32Array;
  /** 21 points x, y, z in metres around the hand's centre, 63 values. */
  readonly worldLandmarks: Float32Array;
}
