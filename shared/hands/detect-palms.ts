import type { Image } from "./image.ts";
import { drawLetterbox, type Letterbox, PALM_SIZE } from "./letterbox.ts";
import { decodePalms, mergeOverlapping, type Palm, toPicture } from "./palm-detection.ts";
import type { RunModel } from "./run-model.ts";

/** The palms that the network sees in a view of a picture, surest first, in pixels of the picture. */
export async function detectPalms(
  image: Image,
  view: Letterbox,
  runModel: RunModel,
  threshold: number,
): Promise<Palm[]> {
  const input = new Float32Array(3 * PALM_SIZE * PALM_SIZE);
  drawLetterbox(image, view, input);
  const [boxes, logits] = await runModel("palm", input);
  if (!boxes || !logits) return [];
  return mergeOverlapping(decodePalms(boxes, logits, threshold)).map((palm) => toPicture(palm, view));
}
