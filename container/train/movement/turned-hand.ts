/** A hand in space, and what a camera sees of it. */
import { mirrorLandmarks } from "../../../shared/signs/features.ts";
import type { Point } from "./path.ts";

/** Yaw, pitch and roll in radians. */
export type Turn = readonly [yaw: number, pitch: number, roll: number];

/** The hand as a right one that shows its palm: wrist at the origin, palm size 1. */
export function upright(landmarks: Float32Array): Float32Array {
  const of = (hand: Float32Array, point: number, axis: number): number =>
    (hand[point * 3 + axis] as number) - (hand[axis] as number);
  const cross = of(landmarks, 5, 0) * of(landmarks, 17, 1) - of(landmarks, 5, 1) * of(landmarks, 17, 0);
  const hand = cross > 0 ? mirrorLandmarks(landmarks) : landmarks;
  const size = Math.max(Math.hypot(of(hand, 9, 0), of(hand, 9, 1)), 1e-6);
  return hand.map((value, index) => (value - (hand[index % 3] as number)) / size);
}

/** Where each point of a turned hand is seen. */
export function projected(shape: Float32Array, [yaw, pitch, roll]: Turn): (point: number) => Point {
  const [sy, cy, sp, cp, sr, cr] = [yaw, pitch, roll].flatMap((angle) => [
    Math.sin(angle),
    Math.cos(angle),
  ]) as [number, number, number, number, number, number];
  return (point) => {
    const [x, y, z] = [0, 1, 2].map((axis) => shape[point * 3 + axis] as number) as [number, number, number];
    const turnedX = cy * x - sy * z;
    const turnedZ = sy * x + cy * z;
    const tiltedY = cp * y - sp * turnedZ;
    return [cr * turnedX - sr * tiltedY, sr * turnedX + cr * tiltedY];
  };
}
