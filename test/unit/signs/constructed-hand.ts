/** Hands built from geometry, seen from the palm: each finger straight or curled, the thumb out, up or across. */

export interface FingerShape {
  readonly isStraight: boolean;
  /** Sideways lean of the finger, in degrees. */
  readonly lean?: number;
}

export interface HandShape {
  /** Index, middle, ring, little. */
  readonly fingers: readonly [FingerShape, FingerShape, FingerShape, FingerShape];
  readonly thumb: "out" | "across";
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
  across: [28, -24, 40, -46, 30, -66, 8, -72],
} as const;

/** 63 values in pixels, of a hand whose wrist is at (x, y). */
export function constructHand({ fingers, thumb }: HandShape, x = 300, y = 300, scale = 1): Float32Array {
  const points: [number, number][] = [[0, 0]];
  const root = THUMBS[thumb];
  for (let joint = 0; joint < 4; joint++) points.push([root[joint * 2] ?? 0, root[joint * 2 + 1] ?? 0]);
  fingers.forEach(({ isStraight, lean = 0 }, finger) => {
    let [px, py] = KNUCKLES[finger] as readonly [number, number];
    points.push([px, py]);
    const angle = (lean * Math.PI) / 180;
    // Seen from the palm a curled finger comes forward and folds back down.
    const steps = isStraight ? [1, 1, 1] : [0.5, -0.75, -0.6];
    steps.forEach((step, bone) => {
      const length = (LENGTHS[finger]?.[bone] ?? 0) * step;
      px += Math.sin(angle) * length;
      py -= Math.cos(angle) * length;
      points.push([px, py]);
    });
  });
  return Float32Array.from(points.flatMap(([px, py]) => [x + px * scale, y + py * scale, 0]));
}
