/** Hands built from geometry, seen from the palm: each finger straight or curled, the thumb in one of a few places. */

export interface FingerShape {
  readonly isStraight: boolean;
  /** Sideways lean of the finger, in degrees. */
  readonly lean?: number;
}

export interface HandShape {
  /** Index, middle, ring, little. */
  readonly fingers: readonly [FingerShape, FingerShape, FingerShape, FingerShape];
  /** Out to the side, along the index finger, across the palm, or across the curled fingers. */
  readonly thumb: "out" | "beside" | "across" | "over";
}

const straight = (lean = 0): FingerShape => ({ isStraight: true, lean });
const curled: FingerShape = { isStraight: false };

export const L_SHAPE: HandShape = { fingers: [straight(), curled, curled, curled], thumb: "out" };
export const B_SHAPE: HandShape = {
  fingers: [straight(2), straight(), straight(), straight(-2)],
  thumb: "across",
};
export const W_SHAPE: HandShape = {
  fingers: [straight(14), straight(), straight(-14), curled],
  thumb: "across",
};
export const A_SHAPE: HandShape = { fingers: [curled, curled, curled, curled], thumb: "beside" };
export const S_SHAPE: HandShape = { fingers: [curled, curled, curled, curled], thumb: "over" };
export const I_SHAPE: HandShape = { fingers: [curled, curled, curled, straight(-4)], thumb: "over" };
export const D_SHAPE: HandShape = { fingers: [straight(), curled, curled, curled], thumb: "over" };
export const U_SHAPE: HandShape = { fingers: [straight(), straight(2), curled, curled], thumb: "across" };
export const V_SHAPE: HandShape = { fingers: [straight(16), straight(-12), curled, curled], thumb: "across" };
/** No letter of ASL. */
export const NO_LETTER_SHAPE: HandShape = { fingers: [curled, straight(), curled, curled], thumb: "over" };
export const Y_SHAPE: HandShape = { fingers: [curled, curled, curled, straight(-22)], thumb: "out" };

const KNUCKLES = [
  [28, -95],
  [8, -100],
  [-12, -95],
  [-30, -84],
] as const;
const LENGTHS = [
  [42, 26, 20],
  [46, 29, 21],
  [42, 27, 20],
  [32, 20, 18],
] as const;
const THUMBS = {
  out: [30, -18, 52, -38, 78, -48, 102, -54],
  beside: [30, -18, 50, -50, 54, -85, 48, -120],
  across: [28, -24, 40, -46, 30, -66, 8, -72],
  over: [28, -24, 42, -55, 30, -82, 4, -90],
} as const;
/** Towards the camera: before the palm, as the hand networks see every thumb. */
const THUMB_DEPTHS = [-8, -16, -24, -32] as const;

/** For each bone from the knuckle outwards, how much of its length goes along the finger, and towards the camera, by the hand networks. */
const STRAIGHT_BONES = [
  [1, 1, 1],
  [0, 0, 0],
] as const;
const CURLED_BONES = [
  [0.5, -0.75, -0.6],
  [0.75, 0.2, -0.2],
] as const;

/** 63 values in pixels, of a hand whose wrist is at (x, y). */
export function constructHand({ fingers, thumb }: HandShape, x = 300, y = 300, scale = 1): Float32Array {
  const points: [number, number, number][] = [[0, 0, 0]];
  const root = THUMBS[thumb];
  THUMB_DEPTHS.forEach((depth, joint) => {
    points.push([root[joint * 2] ?? 0, root[joint * 2 + 1] ?? 0, depth]);
  });
  fingers.forEach(({ isStraight, lean = 0 }, finger) => {
    let [px, py] = KNUCKLES[finger] as readonly [number, number];
    let pz = 0;
    points.push([px, py, pz]);
    const angle = (lean * Math.PI) / 180;
    // Seen from the palm a curled finger comes forward and folds back down.
    const [steps, depths] = isStraight ? STRAIGHT_BONES : CURLED_BONES;
    steps.forEach((step, bone) => {
      const length = LENGTHS[finger]?.[bone] ?? 0;
      px += Math.sin(angle) * length * step;
      py -= Math.cos(angle) * length * step;
      pz -= length * (depths[bone] ?? 0);
      points.push([px, py, pz]);
    });
  });
  return Float32Array.from(points.flatMap(([px, py, pz]) => [x + px * scale, y + py * scale, pz * scale]));
}
