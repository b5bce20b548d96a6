/** What is darker than this in the middle of a network's input is brightened: hands in the dark are seen as other hands. */
const DARK = 0.25;
/** As bright as the middle is to be, as far as the strongest gamma brings it; more would show the sensor's noise alone. */
const BRIGHT = 0.4;
const STRONGEST_GAMMA = 0.4;
/** Pixels between two that are looked at. */
const STEP = 4;

/**
 * Brightens a dark input in place, by a gamma that leaves black and white as they are; one that is not dark stays as it is.
 * @param planes Planes R, G, B in 0..1 of a square picture with this many pixels along its side.
 */
export function brightenIfDark(planes: Float32Array, side: number): void {
  const middle = medianLuma(planes, side);
  if (middle >= DARK) return;
  const gamma = Math.max(STRONGEST_GAMMA, Math.log(BRIGHT) / Math.log(middle));
  for (let at = 0; at < planes.length; at++) planes[at] = (planes[at] as number) ** gamma;
}

/** Of the inner half of the picture along either side, as ITU-R BT.601 weighs colours; never quite 0. */
function medianLuma(planes: Float32Array, side: number): number {
  const plane = side * side;
  const margin = side / 4;
  const lumas: number[] = [];
  for (let row = margin; row < side - margin; row += STEP) {
    for (let column = margin; column < side - margin; column += STEP) {
      const [red, green, blue] = [0, 1, 2].map(
        (channel) => planes[channel * plane + row * side + column],
      ) as [number, number, number];
      lumas.push(0.299 * red + 0.587 * green + 0.114 * blue);
    }
  }
  const median = lumas.sort((a, b) => a - b)[lumas.length >> 1] ?? 0;
  return Math.max(median, 1 / 255);
}
