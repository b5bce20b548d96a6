import type { Image } from "./image.ts";
import { drawLetterbox, PALM_SIZE } from "./letterbox.ts";
import { decodePalms, mergeOverlapping, type Palm, toPicture } from "./palm-detection.ts";
import type { RunModel } from "./run-model.ts";

/** The palms of a picture, surest first, in its pixels. */
export async function detectPalms(image: Image, runModel: RunModel, threshold: number): Promise<Palm[]> {
  const input = new Float32Array(3 * PALM_SIZE * PALM_SIZE);
  const letterbox = drawLetterbox(image, input);
  const [boxes, logits] = await runModel("palm", input);
  if (!boxes || !logits) return [];
  return mergeOverlapping(decodePalms(boxes, logits, threshold)).map((palm) => toPicture(palm, letterbox));
}
