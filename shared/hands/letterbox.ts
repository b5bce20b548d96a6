import type { Image } from "./image.ts";

/** Side of the palm network's square input. */
export const PALM_SIZE = 192;

/**
 * How a picture is laid into the square: square = picture * scale + offset, in square pixels. What lies outside of the square is
 * cut off.
 */
export interface Letterbox {
  readonly scale: number;
  readonly offsetX: number;
  readonly offsetY: number;
}

const PLANE = PALM_SIZE * PALM_SIZE;

/**
 * Scales the picture into the network's square, black where there is no picture: bilinear at pixel centres and without
 * antialiasing, as the reference samples it (smoother sampling moves the landmarks). Writes planes R, G, B in 0..1 into
 * `target`, which holds 3 * 192 * 192 values.
 */
export function drawLetterbox(image: Image, box: Letterbox, target: Float32Array): void {
  const { data, width, height, channels } = image;
  const columns = samplesAlong(width, box.scale, box.offsetX);
  const rows = samplesAlong(height, box.scale, box.offsetY);
  target.fill(0);
  for (const row of rows) {
    const upper = row.first * width;
    const lower = row.second * width;
    const base = row.target * PALM_SIZE;
    for (const column of columns) {
      const topLeft = (upper + column.first) * channels;
      const topRight = (upper + column.second) * channels;
      const bottomLeft = (lower + column.first) * channels;
      const bottomRight = (lower + column.second) * channels;
      const weightTopLeft = row.firstWeight * column.firstWeight;
      const weightTopRight = row.firstWeight * column.secondWeight;
      const weightBottomLeft = row.secondWeight * column.firstWeight;
      const weightBottomRight = row.secondWeight * column.secondWeight;
      const at = base + column.target;
      for (let channel = 0; channel < 3; channel++) {
        target[channel * PLANE + at] =
          ((data[topLeft + channel] as number) * weightTopLeft +
            (data[topRight + channel] as number) * weightTopRight +
            (data[bottomLeft + channel] as number) * weightBottomLeft +
            (data[bottomRight + channel] as number) * weightBottomRight) /
          255;
      }
    }
  }
}

/** The two source pixels of a target pixel along one axis; the outermost pixel is continued to its own edge. */
interface Sample {
  readonly target: number;
  readonly first: number;
  readonly second: number;
  readonly firstWeight: number;
  readonly secondWeight: number;
}

function samplesAlong(size: number, scale: number, offset: number): Sample[] {
  const samples: Sample[] = [];
  for (let target = 0; target < PALM_SIZE; target++) {
    const source = (target + 0.5 - offset) / scale - 0.5;
    if (source < -0.5 || source > size - 0.5) continue;
    const first = Math.floor(source);
    const fraction = source - first;
    samples.push({
      target,
      first: Math.max(first, 0),
      second: Math.min(first + 1, size - 1),
      firstWeight: 1 - fraction,
      secondWeight: fraction,
    });
  }
  return samples;
}
