import { brightenIfDark } from "./brighten.ts";
import type { Image } from "./image.ts";
import { drawLetterbox, type Letterbox, PALM_SIZE } from "./letterbox.ts";
import { decodePalms, mergeOverlapping, type Palm, toPicture } from "./palm-detection.ts";
import type { RunModel } from "./run-model.ts";

/** So that a picture full of palms does not take long. */
const MOST_PALMS = 8;

/** The palms that the network sees in a view of a picture, surest first and MOST_PALMS at most, in pixels of the picture. */
export async function detectPalms(
  image: Image,
  view: Letterbox,
  runModel: RunModel,
  threshold: number,
): Promise<Palm[]> {
  const input = new Float32Array(3 * PALM_SIZE * PALM_SIZE);
  drawLetterbox(image, view, input);
  brightenIfDark(input, PALM_SIZE);
  const [boxes, logits] = await runModel("palm", input);
  if (!boxes || !logits) return [];
  const palms = mergeOverlapping(decodePalms(boxes, logits, threshold)).slice(0, MOST_PALMS);
  return palms.map((palm) => toPicture(palm, view));
}
