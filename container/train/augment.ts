import { LANDMARK_COUNT } from "../../shared/contract/hand.ts";
import { hasDepth } from "../../shared/signs/features.ts";
import { radians } from "./degrees.ts";
import type { Random } from "./random.ts";

/** How much a training hand may differ from the recorded one. */
/** The camera, or the wrist, turned in space: finger tips nearer or farther, thumb nearer or farther. */
const MAX_TILT = radians(30);
/** In the picture's plane. */
const MAX_TURN = radians(20);
const MAX_STRETCH = 0.2;
const MAX_SHEAR = 0.1;
/** Depth is a guess of the hand networks: by how much they may make all of it more or less than it is. */
const MAX_DEPTH_STRETCH = 0.3;
/** How often a hand is shown without its depth, so that a network reads those too of which none is known. */
const DEPTHLESS_SHARE = 0.25;
/** Of the hand's size. */
const NOISE = 0.015;
const FINGER_NOISE = 0.02;
const FINGER_COUNT = 5;

/**
 * The hand as another camera, another person or a mirror might show it: tilted in space as far as its depth is known,
 * turned, stretched, sheared, with noise, now and then without its depth. A hand without depth is foreshortened only.
 */
export function augment(landmarks: Float32Array, random: Random): Float32Array {
  const tilt = rotation(
    random.between(-MAX_TILT, MAX_TILT),
    random.between(-MAX_TILT, MAX_TILT),
    random.between(-MAX_TURN, MAX_TURN),
  );
  const stretch = (random.next() < 0.5 ? -1 : 1) * (1 + random.between(-MAX_STRETCH, MAX_STRETCH));
  const shear = random.between(-MAX_SHEAR, MAX_SHEAR);
  const showsDepth = hasDepth(landmarks) && random.next() >= DEPTHLESS_SHARE;
  const depthStretch = showsDepth ? 1 + random.between(-MAX_DEPTH_STRETCH, MAX_DEPTH_STRETCH) : 0;
  const size = handSize(landmarks);
  const fingerShifts = Array.from({ length: FINGER_COUNT * 3 }, () => random.normal() * FINGER_NOISE);
  const result = new Float32Array(landmarks.length);
  for (let point = 0; point < LANDMARK_COUNT; point++) {
    const of = (axis: number): number =>
      ((landmarks[point * 3 + axis] as number) - (landmarks[axis] as number)) / size;
    const finger = Math.floor((point - 1) / 4);
    // A finger moves as a whole, more at its tip.
    const share = point === 0 ? 0 : ((point - 1) % 4) / 3;
    const place = [of(0), of(1), of(2)] as const;
    const moved = (axis: 0 | 1 | 2): number =>
      along(tilt[axis], place) + share * (fingerShifts[finger * 3 + axis] ?? 0) + NOISE * random.normal();
    const [x, y, z] = [moved(0), moved(1), moved(2)];
    result[point * 3] = stretch * (x + shear * y);
    result[point * 3 + 1] = y;
    result[point * 3 + 2] = depthStretch * z;
  }
  return result;
}

type Triple = readonly [number, number, number];

/** Rotation about x, then y, then z, row by row. */
function rotation(aboutX: number, aboutY: number, aboutZ: number): readonly [Triple, Triple, Triple] {
  const [sx, cx] = [Math.sin(aboutX), Math.cos(aboutX)];
  const [sy, cy] = [Math.sin(aboutY), Math.cos(aboutY)];
  const [sz, cz] = [Math.sin(aboutZ), Math.cos(aboutZ)];
  return [
    [cz * cy, cz * sy * sx - sz * cx, cz * sy * cx + sz * sx],
    [sz * cy, sz * sy * sx + cz * cx, sz * sy * cx - cz * sx],
    [-sy, cy * sx, cy * cx],
  ];
}

const along = ([x, y, z]: Triple, [px, py, pz]: Triple): number => x * px + y * py + z * pz;

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
