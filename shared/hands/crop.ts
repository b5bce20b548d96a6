import type { Image } from "./image.ts";
import type { RegionOfInterest } from "./region-of-interest.ts";

/** Side of the landmark network's square input. */
export const CROP_SIZE = 224;

const PLANE = CROP_SIZE * CROP_SIZE;

/**
 * Samples a rotated square of the picture into the landmark network's input: bilinear at pixel centres, the picture's
 * edge continued outside. Writes planes R, G, B in 0..1 into `target`, which holds 3 * 224 * 224 values.
 */
export function drawCrop(image: Image, region: RegionOfInterest, target: Float32Array): void {
  const { data, width, height, channels } = image;
  const { centerX, centerY, side, rotation } = region;
  const step = side / CROP_SIZE;
  const stepX = step * Math.cos(rotation);
  const stepY = step * Math.sin(rotation);
  const first = (0.5 / CROP_SIZE - 0.5) * side;
  const startX = centerX + first * (Math.cos(rotation) - Math.sin(rotation)) - 0.5;
  const startY = centerY + first * (Math.sin(rotation) + Math.cos(rotation)) - 0.5;
  const lastX = width - 1;
  const lastY = height - 1;
  let at = 0;
  for (let row = 0; row < CROP_SIZE; row++) {
    let x = startX - row * stepY;
    let y = startY + row * stepX;
    for (let column = 0; column < CROP_SIZE; column++, at++, x += stepX, y += stepY) {
      const clampedX = Math.min(Math.max(x, 0), lastX);
      const clampedY = Math.min(Math.max(y, 0), lastY);
      const left = clampedX | 0;
      const top = clampedY | 0;
      const fractionX = clampedX - left;
      const fractionY = clampedY - top;
      const topLeft = (top * width + left) * channels;
      const toRight = left < lastX ? channels : 0;
      const toBottom = top < lastY ? width * channels : 0;
      const weightTopLeft = (1 - fractionX) * (1 - fractionY);
      const weightTopRight = fractionX * (1 - fractionY);
      const weightBottomLeft = (1 - fractionX) * fractionY;
      const weightBottomRight = fractionX * fractionY;
      const right = topLeft + toRight;
      const bottom = topLeft + toBottom;
      const corner = bottom + toRight;
      for (let channel = 0; channel < 3; channel++) {
        target[channel * PLANE + at] =
          ((data[topLeft + channel] as number) * weightTopLeft +
            (data[right + channel] as number) * weightTopRight +
            (data[bottom + channel] as number) * weightBottomLeft +
            (data[corner + channel] as number) * weightBottomRight) *
          (1 / 255);
      }
    }
  }
}
