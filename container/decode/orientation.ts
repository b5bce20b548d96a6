/** Turns a frame the way its container says it was held; phones record sideways and leave a matrix. */
import type { Image } from "../../shared/hands/image.ts";

/** Where source axes point in the shown picture, each -1, 0 or 1: x' = a x + c y, y' = b x + d y. */
export interface Orientation {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}

export const UPRIGHT: Orientation = { a: 1, b: 0, c: 0, d: 1 };

const MATRIX_BYTES = 9 * 4;

/**
 * Reads a display matrix (9 x int32 in machine order: a b u, c d v, x y w; FFmpeg libavutil/display.h). Anything that is no
 * quarter turn, mirrored or not, counts as upright.
 */
export function readDisplayMatrix(matrix: Uint8Array | null): Orientation {
  if (!matrix || matrix.byteLength < MATRIX_BYTES) return UPRIGHT;
  const view = new DataView(matrix.buffer, matrix.byteOffset, MATRIX_BYTES);
  const [a, b, c, d] = [0, 4, 12, 16].map((offset) => Math.sign(view.getInt32(offset, true))) as [
    number,
    number,
    number,
    number,
  ];
  const isQuarterTurn = Math.abs(a * d - b * c) === 1 && Math.abs(a) + Math.abs(c) === 1;
  return isQuarterTurn ? { a, b, c, d } : UPRIGHT;
}

/** The frame as it is meant to be seen; the same object when there is nothing to turn. */
export function orient(image: Image, { a, b, c, d }: Orientation): Image {
  if (a === 1 && d === 1) return image;
  const { width, height, channels, data } = image;
  const isTurned = a === 0;
  const shownWidth = isTurned ? height : width;
  const shownHeight = isTurned ? width : height;
  const shown = new Uint8Array(data.length);
  // A negative axis counts from the far side.
  const originX = a + c < 0 ? shownWidth - 1 : 0;
  const originY = b + d < 0 ? shownHeight - 1 : 0;
  let source = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const shownX = originX + a * x + c * y;
      const shownY = originY + b * x + d * y;
      let target = (shownY * shownWidth + shownX) * channels;
      for (let channel = 0; channel < channels; channel++) shown[target++] = data[source++] as number;
    }
  }
  return { width: shownWidth, height: shownHeight, channels, data: shown };
}
