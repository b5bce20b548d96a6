/** From the landmark network's own coordinates back to the picture. */
import { LANDMARK_COUNT } from "../contract/hand.ts";
import { CROP_SIZE } from "./crop.ts";
import type { RegionOfInterest } from "./region-of-interest.ts";

/** The network's depth is in units of 0.4 crop sides (measured against the reference). */
const DEPTH_SCALE = 0.4;

/** @param landmarks 21 x 3 in crop pixels. Returns 21 x 3 in pixels of the picture. */
export function projectLandmarks(landmarks: Float32Array, region: RegionOfInterest): Float32Array {
  const { centerX, centerY, side, rotation } = region;
  const projected = rotate(landmarks, rotation, (value) => (value / CROP_SIZE - 0.5) * side);
  for (let point = 0; point < LANDMARK_COUNT; point++) {
    projected[point * 3] = (projected[point * 3] as number) + centerX;
    projected[point * 3 + 1] = (projected[point * 3 + 1] as number) + centerY;
    projected[point * 3 + 2] = ((landmarks[point * 3 + 2] as number) / CROP_SIZE / DEPTH_SCALE) * side;
  }
  return projected;
}

/** Metric landmarks are as the crop sees the hand; turned back they are as the picture does. */
export const projectWorldLandmarks = (
  landmarks: Float32Array,
  { rotation }: RegionOfInterest,
): Float32Array => rotate(landmarks, rotation, (value) => value);

function rotate(points: Float32Array, rotation: number, scaled: (value: number) => number): Float32Array {
  const cos = Math.cos(rotation);
  const sin = Math.sin(rotation);
  const rotated = Float32Array.from(points);
  for (let point = 0; point < LANDMARK_COUNT; point++) {
    const x = scaled(points[point * 3] as number);
    const y = scaled(points[point * 3 + 1] as number);
    rotated[point * 3] = x * cos - y * sin;
    rotated[point * 3 + 1] = x * sin + y * cos;
  }
  return rotated;
}
