/** Reads the palm network's output: anchors, boxes, keypoints and the merging of overlapping boxes. */
import { type Letterbox, PALM_SIZE } from "./letterbox.ts";

/** A palm in pixels of the picture. */
export interface Palm {
  /** Probability, 0..1. */
  readonly score: number;
  readonly centerX: number;
  readonly centerY: number;
  readonly width: number;
  readonly height: number;
  /** x, y of 7 keypoints; number 0 is the wrist, 2 the base of the middle finger. */
  readonly keypoints: readonly number[];
}

const KEYPOINT_COUNT = 7;
const VALUES_PER_BOX = 4 + 2 * KEYPOINT_COUNT;
/** Boxes that overlap more than this are the same palm. */
const SAME_PALM_IOU = 0.3;
/** The network's grids: cells a side, anchors a cell (measured on the weights; 2016 anchors in all). */
const GRIDS = [
  { cells: 24, anchors: 2 },
  { cells: 12, anchors: 6 },
] as const;

/** x, y of every anchor in 0..1, row by row; the anchors of one cell share its centre. */
export const PALM_ANCHORS: Float32Array = Float32Array.from(
  GRIDS.flatMap(({ cells, anchors }) =>
    Array.from({ length: cells * cells * anchors }, (_, index) => {
      const cell = Math.floor(index / anchors);
      return [((cell % cells) + 0.5) / cells, (Math.floor(cell / cells) + 0.5) / cells];
    }).flat(),
  ),
);

/**
 * Boxes whose score reaches `threshold`, in square pixels of the network's input.
 * @param boxes 2016 x 18: centre x, y, width, height and 7 keypoints, relative to the anchor, in input pixels.
 * @param logits 2016 raw scores.
 */
export function decodePalms(boxes: Float32Array, logits: Float32Array, threshold: number): Palm[] {
  const logitThreshold = Math.log(threshold / (1 - threshold));
  const palms: Palm[] = [];
  for (let index = 0; index < logits.length; index++) {
    const logit = logits[index] as number;
    if (!(logit >= logitThreshold)) continue;
    const start = index * VALUES_PER_BOX;
    const anchorX = (PALM_ANCHORS[index * 2] as number) * PALM_SIZE;
    const anchorY = (PALM_ANCHORS[index * 2 + 1] as number) * PALM_SIZE;
    const value = (offset: number): number => boxes[start + offset] as number;
    palms.push({
      score: 1 / (1 + Math.exp(-Math.min(logit, 100))),
      centerX: value(0) + anchorX,
      centerY: value(1) + anchorY,
      width: value(2),
      height: value(3),
      keypoints: Array.from(
        { length: 2 * KEYPOINT_COUNT },
        (_, i) => value(4 + i) + (i % 2 === 0 ? anchorX : anchorY),
      ),
    });
  }
  return palms;
}

/**
 * Weighted non-maximum suppression: each palm is the score-weighted mean of the boxes that overlap the best one, and
 * keeps the best one's score (as MediaPipe's NonMaxSuppressionCalculator with algorithm WEIGHTED). Best first.
 */
export function mergeOverlapping(palms: readonly Palm[]): Palm[] {
  let rest = palms.toSorted((a, b) => b.score - a.score);
  const merged: Palm[] = [];
  for (let best = rest[0]; best; best = rest[0]) {
    const top = best;
    const same = rest.filter((palm) => palm === top || overlap(palm, top) > SAME_PALM_IOU);
    rest = rest.filter((palm) => !same.includes(palm));
    merged.push({ ...weightedMean(same), score: top.score });
  }
  return merged;
}

export const toPicture = (palm: Palm, { scale, offsetX, offsetY }: Letterbox): Palm => ({
  score: palm.score,
  centerX: (palm.centerX - offsetX) / scale,
  centerY: (palm.centerY - offsetY) / scale,
  width: palm.width / scale,
  height: palm.height / scale,
  keypoints: palm.keypoints.map((value, i) => (value - (i % 2 === 0 ? offsetX : offsetY)) / scale),
});

function weightedMean(palms: readonly Palm[]): Omit<Palm, "score"> {
  const total = palms.reduce((sum, palm) => sum + palm.score, 0);
  const mean = (read: (palm: Palm) => number): number =>
    palms.reduce((sum, palm) => sum + palm.score * read(palm), 0) / total;
  return {
    centerX: mean((palm) => palm.centerX),
    centerY: mean((palm) => palm.centerY),
    width: mean((palm) => palm.width),
    height: mean((palm) => palm.height),
    keypoints: Array.from({ length: 2 * KEYPOINT_COUNT }, (_, i) =>
      mean((palm) => palm.keypoints[i] as number),
    ),
  };
}

/** Intersection over union of two boxes. */
function overlap(a: Palm, b: Palm): number {
  const along = (centerA: number, sizeA: number, centerB: number, sizeB: number): number =>
    Math.max(
      0,
      Math.min(centerA + sizeA / 2, centerB + sizeB / 2) - Math.max(centerA - sizeA / 2, centerB - sizeB / 2),
    );
  const shared =
    along(a.centerX, a.width, b.centerX, b.width) * along(a.centerY, a.height, b.centerY, b.height);
  const union = a.width * a.height + b.width * b.height - shared;
  return union > 0 ? shared / union : 0;
}
