/** Display shapes beyond this are a damaged or hostile header, not a camera. */
const MAX_PIXEL_ASPECT = 4;

/**
 * Size of a delivered frame: square pixels (a hand's proportions matter), longer side at most `longSidePixels`.
 * @param pixelAspect width of a source pixel over its height; 0 or out of reason counts as 1.
 */
export function frameSize(
  width: number,
  height: number,
  pixelAspect: number,
  longSidePixels: number,
): { width: number; height: number } {
  const isSound = pixelAspect >= 1 / MAX_PIXEL_ASPECT && pixelAspect <= MAX_PIXEL_ASPECT;
  const shownWidth = isSound ? width * pixelAspect : width;
  const scale = Math.min(1, longSidePixels / Math.max(shownWidth, height));
  const side = (pixels: number): number => Math.max(1, Math.round(pixels * scale));
  return { width: side(shownWidth), height: side(height) };
}
