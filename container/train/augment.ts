import { LANDMARK_COUNT } from "../../shared/contract/hand.ts";
import type { Random } from "./random.ts";

/** How much a training hand may differ from the recorded one. */
const MAX_TURN_RADIANS = (20 * Math.PI) / 180;
const MAX_STRETCH = 0.12;
const MAX_SHEAR = 0.1;
/** Of the hand's size. */
const NOISE = 0.012;
const FINGER_NOISE = 0.02;

/** The hand as another camera, another person or a mirror might show it: turned, stretched, sheared, with noise. */
export function augment(landmarks: Float32Array, random: Random): Float32Array {
  const turn = random.between(-MAX_TURN_RADIANS, MAX_TURN_RADIANS);
  const stretchX = (random.next() < 0.5 ? -1 : 1) * (1 + random.between(-MAX_STRETCH, MAX_STRETCH));
  const stretchY = 1 + random.between(-MAX_STRETCH, MAX_STRETCH);
  const shear = random.between(-MAX_SHEAR, MAX_SHEAR);
  const cos = Math.cos(turn);
  const sin = Math.sin(turn);
  const size = handSize(landmarks);
  const fingerShifts = Array.from({ length: 10 }, () => random.normal() * FINGER_NOISE * size);
  const result = new Float32Array(landmarks.length);
  for (let point = 0; point < LANDMARK_COUNT; point++) {
    const finger = Math.floor((point - 1) / 4);
    // A finger moves as a whole, more at its tip.
    const share = point === 0 ? 0 : ((point - 1) % 4) / 3;
    const noise = (): number => random.normal() * NOISE * size;
    const x = (landmarks[point * 3] as number) + share * (fingerShifts[finger * 2] ?? 0) + noise();
    const y = (landmarks[point * 3 + 1] as number) + share * (fingerShifts[finger * 2 + 1] ?? 0) + noise();
    const slanted = stretchX * (x + shear * y);
    const stretched = stretchY * y;
    result[point * 3] = slanted * cos - stretched * sin;
    result[point * 3 + 1] = slanted * sin + stretched * cos;
  }
  return result;
}

/** Largest distance of a point from the wrist. */
function handSize(landmarks: Float32Array): number {
  let size = 0;
  for (let point = 1; point < LANDMARK_COUNT; point++) {
    const x = (landmarks[point * 3] as number) - (landmarks[0] as number);
    const y = (landmarks[point * 3 + 1] as number) - (landmarks[1] as number);
    size = Math.max(size, Math.hypot(x, y));
  }
  return size;
}
