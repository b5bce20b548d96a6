/**
 * Where and how large a picture is shown to the palm network. It was made for hands of middling size with something around
 * them, so that a hand that fills the picture is found from farther away, and a small one from nearer.
 */
import type { Image } from "./image.ts";
import { type Letterbox, PALM_SIZE } from "./letterbox.ts";

type Size = Pick<Image, "width" | "height">;

export interface SearchViews {
  /** As large as it fits and centred: what MediaPipe shows the network. */
  readonly whole: Letterbox;
  readonly fromAfar: Letterbox;
  /** The squares at the ends and in the middle of the longer side; none of a picture that is nearly square. */
  readonly squares: readonly Letterbox[];
}

/** How much smaller the whole picture is from afar: of photos cut to the hand 51 % are found whole, 95 % so. */
const AFAR_SCALE = 0.5;
/** Of the longer side to the shorter: a picture nearer to a square has nothing to gain from being seen in squares. */
const LEAST_ASPECT_RATIO = 1.2;

export function searchViewsOf(size: Size): SearchViews {
  const [long, short] = [Math.max(size.width, size.height), Math.min(size.width, size.height)];
  const scale = PALM_SIZE / long;
  return {
    whole: placed(size, scale, 0.5),
    fromAfar: placed(size, scale * AFAR_SCALE, 0.5),
    squares:
      long < LEAST_ASPECT_RATIO * short
        ? []
        : [0, 0.5, 1].map((share) => placed(size, PALM_SIZE / short, share)),
  };
}

/**
 * The view for one search in a row of them, of which none has found a new hand yet: every other time the whole picture, in
 * which most hands are found, and in between the others in turns.
 */
export function searchViewOf(size: Size, search: number): Letterbox {
  const { whole, fromAfar, squares } = searchViewsOf(size);
  const others = [fromAfar, ...squares];
  return search % 2 === 0 ? whole : (others[Math.floor(search / 2) % others.length] ?? fromAfar);
}

/** @param share Of the room beside the picture, or of what does not fit in, that lies before its middle: 0.5 centres it. */
const placed = ({ width, height }: Size, scale: number, share: number): Letterbox => ({
  scale,
  offsetX: (PALM_SIZE - width * scale) * share,
  offsetY: (PALM_SIZE - height * scale) * share,
});
