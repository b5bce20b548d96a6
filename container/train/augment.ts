import { LANDMARK_COUNT } from "../../shared/contract/hand.ts";
import { radians } from "./degrees.ts";
import type { Random } from "./random.ts";

/** How much a training hand may differ from the recorded one. */
/** The camera, or the wrist, turned in space: finger tips nearer or farther, thumb nearer or farther. */
const MAX_TILT = radians(30);
/** In the picture's plane. */
const MAX_TURN = radians(20);
const MAX_STRETCH = 0.2;
const MAX_SHEAR = 0.1;
/** Of the hand's size. */
const NOISE = 0.015;
const FINGER_NOISE = 0.02;

/**
 * The hand as another camera, another person or a mirror might show it: tilted in space as far as its depth is known,
 * turned, stretched, sheared, with noise. A hand without depth is foreshortened only.
 */
export function augment(landmarks: Float32Array, random: Random): Float32Array {
  const tilt = rotation(
    random.between(-MAX_TILT, MAX_TILT),
    random.between(-MAX_TILT, MAX_TILT),
    random.between(-MAX_TURN, MAX_TURN),
  );
  const stretch = (random.next() < 0.5 ? -1 : 1) * (1 + random.between(-MAX_STRETCH, MAX_STRETCH));
  const shear = random.between(-MAX_SHEAR, MAX_SHEAR);
  const size = handSize(landmarks);
  const fingerShifts = Array.from({ length: 10 }, () => random.normal() * FINGER_NOISE);
  const result = new Float32Array(landmarks.length);
  for (let point = 0; point < LANDMARK_COUNT; point++) {
    const of = (axis: number): number =>
      ((landmarks[point * 3 + axis] as number) - (landmarks[axis] as number)) / size;
    const finger = Math.floor((point - 1) / 4);
    // A finger moves as a whole, more at its tip.
    const share = point === 0 ? 0 : ((point - 1) % 4) / 3;
    const [tiltedX, tiltedY] = apply(tilt, of(0), of(1), of(2));
    const x = tiltedX + share * (fingerShifts[finger * 2] ?? 0) + NOISE * random.normal();
    const y = tiltedY + share * (fingerShifts[finger * 2 + 1] ?? 0) + NOISE * random.normal();
    result[point * 3] = stretch * (x + shear * y);
    result[point * 3 + 1] = y;
  }
  return result;
}

/** The first two rows of a rotation about x, then y, then z: what it makes of a place in the picture's plane. */
type Projection = readonly [number, number, number, number, number, number];

function rotation(aboutX: number, aboutY: number, aboutZ: number): Projection {
  const [sx, cx] = [Math.sin(aboutX), Math.cos(aboutX)];
  const [sy, cy] = [Math.sin(aboutY), Math.cos(aboutY)];
  const [sz, cz] = [Math.sin(aboutZ), Math.cos(aboutZ)];
  return [
    cz * cy,
    cz * sy * sx - sz * cx,
    cz * sy * cx + sz * sx,
    sz * cy,
    sz * sy * sx + cz * cx,
    sz * sy * cx - cz * sx,
  ];
}

const apply = (
  [xx, xy, xz, yx, yy, yz]: Projection,
  x: number,
  y: number,
  z: number,
): readonly [x: number, y: number] => [xx * x + xy * y + xz * z, yx * x + yy * y + yz * z];

/** Largest distance of a point from the wrist in the picture's plane. */
export function handSize(landmarks: Float32Array): number {
  let size = 1e-6;
  for (let point = 1; point < LANDMARK_COUNT; point++) {
    const x = (landmarks[point * 3] as number) - (landmarks[0] as number);
    const y = (landmarks[point * 3 + 1] as number) - (landmarks[1] as number);
    size = Math.max(size, Math.hypot(x, y));
  }
  return size;
}
