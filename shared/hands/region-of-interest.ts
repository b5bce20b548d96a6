/** The rotated square around a hand that the landmark network looks at. */
import type { Palm } from "./palm-detection.ts";

/** In pixels of the picture; `rotation` is the clockwise turn that makes the fingers point up, in radians. */
export interface RegionOfInterest {
  readonly centerX: number;
  readonly centerY: number;
  readonly side: number;
  readonly rotation: number;
}

/** Factors of MediaPipe's hand pipeline: from a palm's box, and from the landmarks of the frame before. */
const FROM_PALM = { shift: -0.5, grow: 2.6 };
const FROM_LANDMARKS = { shift: -0.1, grow: 2.0 };
/** The landmarks that do not depend on how the fingers are bent: wrist, thumb root, and two joints of each finger. */
const STEADY_LANDMARKS = [0, 1, 2, 3, 5, 6, 9, 10, 13, 14, 17, 18];

export function regionFromPalm({ centerX, centerY, width, height, keypoints }: Palm): RegionOfInterest {
  const [wristX = 0, wristY = 0, , , middleX = 0, middleY = 0] = keypoints;
  const rotation = uprightRotation(middleX - wristX, middleY - wristY);
  return {
    centerX: centerX - FROM_PALM.shift * height * Math.sin(rotation),
    centerY: centerY + FROM_PALM.shift * height * Math.cos(rotation),
    side: Math.max(width, height) * FROM_PALM.grow,
    rotation,
  };
}

/** @param landmarks 63 values in pixels. */
export function regionFromLandmarks(landmarks: Float32Array): RegionOfInterest {
  const at = (point: number, axis: 0 | 1): number => landmarks[point * 3 + axis] as number;
  const knuckles = (axis: 0 | 1): number => ((at(5, axis) + at(13, axis)) / 2 + at(9, axis)) / 2;
  const rotation = uprightRotation(knuckles(0) - at(0, 0), knuckles(1) - at(0, 1));
  const cos = Math.cos(rotation);
  const sin = Math.sin(rotation);
  const along = STEADY_LANDMARKS.map((point) => at(point, 0) * cos + at(point, 1) * sin);
  const across = STEADY_LANDMARKS.map((point) => at(point, 1) * cos - at(point, 0) * sin);
  const [left, right] = [Math.min(...along), Math.max(...along)];
  const [top, bottom] = [Math.min(...across), Math.max(...across)];
  const x = (left + right) / 2;
  const y = (top + bottom) / 2 + FROM_LANDMARKS.shift * (bottom - top);
  return {
    centerX: x * cos - y * sin,
    centerY: x * sin + y * cos,
    side: Math.max(right - left, bottom - top) * FROM_LANDMARKS.grow,
    rotation,
  };
}

/** Rotation that turns the direction (x, y), y down, to point up; in [-pi, pi). */
function uprightRotation(x: number, y: number): number {
  const turn = Math.PI / 2 - Math.atan2(-y, x);
  return turn - 2 * Math.PI * Math.floor((turn + Math.PI) / (2 * Math.PI));
}

/** Share of a region that lies in another one; of the upright boxes of their sizes, which is enough to tell hands apart. */
export function shareWithin(a: RegionOfInterest, b: RegionOfInterest): number {
  const along = (centerA: number, centerB: number): number =>
    Math.max(
      0,
      Math.min(centerA + a.side / 2, centerB + b.side / 2) -
        Math.max(centerA - a.side / 2, centerB - b.side / 2),
    );
  return (along(a.centerX, b.centerX) * along(a.centerY, b.centerY)) / a.side ** 2;
}
