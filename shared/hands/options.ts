/** What counts as a hand; the defaults are those of MediaPipe. */
export interface HandOptions {
  /** Most hands reported. */
  readonly maxHands: number;
  /** Least probability of a palm, 0..1. */
  readonly palmThreshold: number;
  /** Least probability that a region holds a hand, 0..1. */
  readonly presenceThreshold: number;
}

export const DEFAULT_HAND_OPTIONS: HandOptions = { maxHands: 2, palmThreshold: 0.5, presenceThreshold: 0.5 };
