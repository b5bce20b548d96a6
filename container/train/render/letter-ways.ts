/** How people sign each letter: the ways that signers differ in as data, for training on rendered hands. */
import { bent, clenched, draped, flat, folded, loose, straight, tight, tucked } from "./finger-shapes.ts";
import { LETTERS, type LetterName } from "./poses.ts";
import {
  eased,
  FACING,
  fist,
  INDEX,
  inLine,
  LITTLE,
  MIDDLE,
  on,
  RING,
  side,
  spreadOf,
  THUMB_OUT,
  type TurnRange,
  type Way,
  way,
} from "./way.ts";

const ASIDE: TurnRange = { yaw: [0, 60], pitch: [-20, 12], roll: [-20, 20] };
/** The back of the hand to the viewer, the finger tips to the signer's other side. */
const BACK: TurnRange = { yaw: [125, 205], pitch: [-20, 20], roll: [-100, -65] };
/** The palm to the viewer, the finger tips to the side, the thumb above: as signers see their own hand. */
const PALM_ACROSS: TurnRange = { yaw: [-30, 35], pitch: [-20, 20], roll: [60, 105] };
/** The edge of the hand to the viewer, fingers bent to the signer's other side. */
const EDGE: TurnRange = { yaw: [45, 105], pitch: [-20, 15], roll: [-15, 20] };
/** The finger tips to the viewer and down. */
const DOWN: TurnRange = { yaw: [-25, 50], pitch: [50, 105], roll: [-25, 25] };
/** The back of the hand to the viewer, the finger tips down. */
const BACK_DOWN: TurnRange = { yaw: [125, 205], pitch: [-25, 25], roll: [-190, -140] };

/** The letter as `poses.ts` has it, turned within the range. */
function asClip(name: LetterName, turn: TurnRange = FACING): Way {
  return { ...LETTERS[name], turn };
}

export const LETTER_WAYS: Readonly<Record<LetterName, readonly Way[]>> = {
  A: [asClip("A"), way(fist(loose), on(INDEX, 16, 6, 0)), way(fist(flat), on(INDEX, 15, 2, 8))],
  B: [
    asClip("B"),
    way(side(-5, 0, 5, 9), on("middle-finger-phalanx-proximal", 10, -14, 18)),
    way(side(5, 0, 3, 7), on("ring-finger-phalanx-proximal", 4, -10, 16)),
  ],
  C: [
    asClip("C", ASIDE),
    way(
      [
        [-3, 25, 35, 22],
        [0, 26, 36, 22],
        [3, 26, 36, 22],
        [6, 24, 32, 20],
      ],
      on("index-finger-tip", 8, -66, 4),
      ASIDE,
    ),
    way(
      [
        [-3, 45, 45, 30],
        [0, 46, 46, 30],
        [3, 46, 46, 30],
        [6, 44, 42, 26],
      ],
      on("index-finger-tip", 8, -42, 4),
      ASIDE,
    ),
    asClip("C"),
  ],
  D: [
    asClip("D", { ...FACING, yaw: [-25, 45] }),
    way([bent, [0, 60, 75, 40], [0, 54, 68, 36], [0, 48, 60, 32]], on("middle-finger-tip", 8, -4, 8), {
      ...FACING,
      yaw: [-25, 45],
    }),
    way([bent, [0, 50, 60, 30], [0, 58, 70, 36], [0, 58, 72, 40]], on("middle-finger-tip", 8, -6, 8), {
      ...FACING,
      yaw: [-25, 45],
    }),
  ],
  E: [
    asClip("E"),
    way(inLine([3, 48, 92, 55]), on("ring-finger-tip", -4, -14, 8)),
    way(inLine([4, 60, 98, 60]), on("middle-finger-tip", -8, -14, 10)),
    way(
      [
        [3, 45, 90, 50],
        [3, 45, 90, 50],
        [3, 41, 82, 46],
        [3, 36, 72, 40],
      ],
      on("ring-finger-tip", 4, -12, 2),
    ),
  ],
  F: [
    asClip("F"),
    way([[0, 44, 56, 28], straight, [-6, 4, 5, 3], [-14, 4, 5, 3]], on("index-finger-tip", 4, -6, 8)),
    way(
      [
        [0, 56, 70, 36],
        [8, 6, 5, 3],
        [-6, 4, 5, 3],
        [-16, 4, 5, 3],
      ],
      on("index-finger-tip", 2, -4, 8),
    ),
  ],
  G: [
    asClip("G", BACK),
    way([straight, loose, loose, loose], [0, 6, 0, 6, 6], BACK),
    way([[0, 75, 8, 4], tight, tight, tight], on(INDEX, 6, -22, 8), EDGE),
    way([[0, 60, 15, 8], loose, loose, loose], on(INDEX, 8, -20, 14), EDGE),
    way([straight, tight, tight, tight], on(INDEX, 14, 6, 4), PALM_ACROSS),
  ],
  H: [
    asClip("H", BACK),
    way([spreadOf(straight, -3), spreadOf(straight, 2), loose, loose], on(RING, 10, -2, 14), BACK),
    way([[-4, 75, 8, 4], [2, 77, 8, 4], tight, tight], on(RING, 6, -12, 17), EDGE),
    asClip("H", PALM_ACROSS),
  ],
  I: [
    asClip("I"),
    way([loose, loose, loose, straight], on(INDEX, 6, -10, 16)),
    way([tight, tight, tight, [-4, 4, 5, 3]], on(INDEX, 4, -8, 16)),
  ],
  K: [
    asClip("K", { ...FACING, yaw: [-25, 45] }),
    way([[8, 4, 5, 3], [-22, 26, 8, 4], tight, tight], on(MIDDLE, 12, 0, 8, 8)),
    way([[4, 4, 5, 3], [-16, 48, 8, 4], loose, loose], on(MIDDLE, 10, -2, 8, 8), {
      ...FACING,
      yaw: [-15, 50],
    }),
    way([[10, 4, 5, 3], [-16, 20, 6, 3], tight, tight], on(INDEX, -8, -4, 10, 8)),
  ],
  L: [asClip("L"), way([straight, loose, loose, loose], [-10, 17, 0, -5, -5])],
  M: [
    asClip("M"),
    way([folded, folded, eased(folded, 0.9), tucked], on(RING, -17, -17, -14, 6)),
    way(inLine(draped), on(RING, -13, -18, -14, 6)),
    way(inLine([4, 68, 84, 32]), on(RING, -13, -18, -14, 6)),
    way([folded, folded, folded, loose], on(RING, -14, -16, -12, 6), { ...FACING, pitch: [-10, 35] }),
  ],
  N: [
    asClip("N"),
    way([folded, folded, tucked, tucked], on(MIDDLE, -18, -19, -14, 6)),
    way([flat, flat, tucked, tucked], on(MIDDLE, -18, -18, -12, 6)),
    way([folded, folded, tight, tight], on(MIDDLE, -18, -16, -12, 6), { ...FACING, pitch: [-10, 35] }),
  ],
  O: [
    asClip("O", ASIDE),
    way(
      [
        [-2, 45, 65, 40],
        [0, 46, 66, 40],
        [2, 41, 59, 36],
        [4, 35, 50, 30],
      ],
      on("index-finger-tip", 4, -4, 8),
      ASIDE,
    ),
    asClip("O"),
    way(
      [
        [-2, 40, 60, 30],
        [0, 52, 66, 36],
        [2, 48, 61, 32],
        [4, 42, 53, 28],
      ],
      on("index-finger-tip", 6, -4, 8),
      ASIDE,
    ),
  ],
  P: [
    asClip("P", { yaw: [85, 140], pitch: [-20, 20], roll: [-115, -65] }),
    way([[6, 2, 3, 2], [-12, 60, 10, 5], tight, tight], on(MIDDLE, 10, -2, 6, 6), {
      ...DOWN,
      yaw: [-40, 60],
    }),
    way([[6, 2, 3, 2], [-12, 75, 10, 5], tight, tight], on(MIDDLE, 10, -2, 6, 6), {
      yaw: [110, 160],
      pitch: [-20, 20],
      roll: [-130, -70],
    }),
    way([[4, 40, 6, 3], [-4, 85, 10, 4], loose, loose], on(MIDDLE, 8, -6, 6), EDGE),
    way([[4, 25, 6, 3], [-6, 85, 10, 4], loose, loose], on(MIDDLE, 8, -6, 6), {
      ...FACING,
      pitch: [28, 65],
    }),
  ],
  Q: [
    asClip("Q", { ...DOWN, yaw: [-20, 25], pitch: [60, 105] }),
    way([straight, tight, tight, tight], [12, 4, 0, 10, 10], BACK_DOWN),
    way([[0, 30, 15, 8], loose, loose, loose], on(INDEX, 14, -18, 12), BACK_DOWN),
    way([[0, 80, 10, 5], tight, tight, tight], on("index-finger-phalanx-distal", 18, -6, 4), {
      yaw: [75, 120],
      pitch: [-20, 25],
      roll: [-110, -65],
    }),
  ],
  R: [
    asClip("R"),
    way([[-16, 30, 8, 5], [11, 13, 18, 10], tight, tight], on(RING, 6, -12, 17)),
    way([[-17, 21, 7, 4], [12, 5, 15, 9], loose, loose], on(RING, 10, -10, 15)),
  ],
  S: [
    asClip("S"),
    way(fist(clenched), on(MIDDLE, 0, -16, 20)),
    way(fist([6, 80, 104, 66]), on(RING, 6, -18, 18)),
    way(fist(clenched), on(MIDDLE, 8, -12, 19)),
    way(fist([6, 82, 98, 50]), on(MIDDLE, -4, -22, 18)),
  ],
  T: [
    asClip("T"),
    way([[4, 54, 95, 50], tight, tight, tight], on(INDEX, -11, -3, 6, 7)),
    way([[6, 44, 90, 50], tight, tight, tight], on(INDEX, -14, -11, 4, 7)),
  ],
  U: [
    asClip("U"),
    way([spreadOf(bent, -4), spreadOf(bent, 2), loose, loose], on(RING, -4, -12, 16)),
    way([spreadOf(bent, -6), spreadOf(bent, 2), tight, tight], on(MIDDLE, 6, -40, 14)),
  ],
  V: [
    asClip("V"),
    way([spreadOf(bent, 14), spreadOf(bent, -12), loose, loose], on(RING, -6, -12, 16)),
    way([spreadOf(bent, 6), spreadOf(bent, -8), tight, tight], on(MIDDLE, 4, -40, 14)),
  ],
  W: [
    asClip("W"),
    way([spreadOf(bent, 8), bent, spreadOf(bent, -8), loose], on(LITTLE, 8, 2, 15)),
    way([spreadOf(straight, 14), straight, spreadOf(straight, -14), tight], on(LITTLE, 14, -2, 16)),
  ],
  X: [
    asClip("X", { ...FACING, yaw: [-30, 42] }),
    way([[-4, 32, 62, 42], loose, loose, loose], on(MIDDLE, 2, -26, 18), { ...FACING, yaw: [-30, 42] }),
    way([[-4, 38, 36, 26], tight, tight, tight], on(RING, 4, -22, 18), { ...FACING, yaw: [-30, 42] }),
    way([[-2, 26, 42, 26], [4, 62, 96, 45], loose, loose], on(MIDDLE, -2, -26, 18)),
    way([[-2, 36, 62, 35], tight, tight, tight], on(INDEX, 16, -28, 6), { ...FACING, yaw: [-20, 60] }),
  ],
  Y: [asClip("Y"), way([loose, loose, loose, spreadOf(straight, -18)], THUMB_OUT)],
};
