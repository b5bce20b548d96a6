/** How a finger may be bent: the shapes of which letters and gestures are made. */

/** Sideways spread (towards the thumb is positive) and flexion at the knuckle, middle and outer joint. */
export type FingerAngles = readonly [spread: number, knuckle: number, middle: number, outer: number];

/** Stretched with all strength. */
export const stretched: FingerAngles = [0, 2, 3, 2];
export const straight: FingerAngles = [0, 4, 5, 3];
/** Straight, and a little towards the viewer. */
export const bent: FingerAngles = [0, 24, 6, 4];

export const loose: FingerAngles = [6, 60, 100, 55];
export const curled: FingerAngles = [0, 82, 100, 60];
/** As most signers close a hand: less at the knuckle, and the tips towards the root of the thumb. */
export const tight: FingerAngles = [8, 79, 112, 80];
/** A fist on whose middle the thumb lies. */
export const closed: FingerAngles = [6, 84, 106, 74];
/** The same with all strength. */
export const clenched: FingerAngles = [6, 86, 110, 78];
export const flat: FingerAngles = [6, 75, 90, 30];

/** Out of the way of a thumb that looks out beside it. */
export const tucked: FingerAngles = [6, 98, 100, 52];
/** Laid over the thumb. */
export const draped: FingerAngles = [4, 50, 112, 46];
export const folded: FingerAngles = [3, 60, 92, 32];
