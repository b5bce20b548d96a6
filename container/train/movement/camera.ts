/** Takes pictures of a moving hand, as landmarks: at some rate, with faults. */
import { LANDMARK_COUNT } from "../../../shared/contract/hand.ts";
import { mirrorLandmarks } from "../../../shared/signs/features.ts";
import type { Random } from "../random.ts";
import type { Point } from "./path.ts";
import { projected, type Turn } from "./turned-hand.ts";

export interface FilmFrame {
  readonly seconds: number;
  /** 63 values. */
  readonly landmarks: Float32Array;
}

/** The hand at a time: its shape, how it is turned, where its wrist is, in palm sizes, and how large the camera sees it. */
export interface Posture {
  readonly shape: Float32Array;
  readonly turn: Turn;
  readonly wrist: Point;
  readonly scale: number;
}

const FRAME_RATES = [10, 12, 15, 15, 20, 24, 25, 30, 30, 60] as const;

/** Some frames are lost, one by one or for a while, the landmarks are disturbed, the hand is either. */
export function filmed(posture: (seconds: number) => Posture, end: number, random: Random): FilmFrame[] {
  const rate = FRAME_RATES[random.below(FRAME_RATES.length)] as number;
  const lost = random.next() < 0.5 ? 0 : random.between(0, 0.25);
  const lostFrom = random.next() < 0.6 ? end : random.between(0, end);
  const lostUntil = lostFrom + random.between(0.05, 0.25);
  const noise = random.between(0.005, 0.03);
  const isMirrored = random.next() < 0.5;
  const sway = Array.from({ length: 3 }, () => ({
    size: random.between(0, 0.02),
    phase: random.between(0, 6.3),
    rate: random.between(2, 6),
  }));
  const fingerShifts = Array.from({ length: 10 }, () => random.normal() * 0.04);
  const stretch = random.between(0.9, 1.1);
  const frames: FilmFrame[] = [];
  for (let frame = 0; frame < end * rate; frame++) {
    const seconds = frame / rate;
    if (random.next() < lost || (seconds >= lostFrom && seconds < lostUntil)) continue;
    const { shape, turn, wrist, scale } = posture(seconds);
    const [swayX, swayY] = [0, 1].map((index) => {
      const { size, phase, rate: speed } = sway[index] as (typeof sway)[number];
      return size * Math.sin(phase + speed * seconds);
    }) as [number, number];
    const project = projected(shape, turn);
    const landmarks = new Float32Array(LANDMARK_COUNT * 3);
    for (let point = 0; point < LANDMARK_COUNT; point++) {
      const [x, y] = project(point).map((value) => scale * value) as [number, number];
      const finger = Math.floor((point - 1) / 4);
      const share = point === 0 ? 0 : ((point - 1) % 4) / 3;
      const shiftX = share * (fingerShifts[finger * 2] ?? 0);
      const shiftY = share * (fingerShifts[finger * 2 + 1] ?? 0);
      landmarks[point * 3] = stretch * (x + wrist[0] + swayX + shiftX + noise * random.normal());
      landmarks[point * 3 + 1] = y + wrist[1] + swayY + shiftY + noise * random.normal();
    }
    frames.push({ seconds, landmarks: isMirrored ? mirrorLandmarks(landmarks) : landmarks });
  }
  return frames;
}
