import { brightenIfDark } from "./brighten.ts";
import { CROP_SIZE, drawCrop } from "./crop.ts";
import type { Hand } from "./hand.ts";
import type { Image } from "./image.ts";
import { projectLandmarks, projectWorldLandmarks } from "./landmark-projection.ts";
import type { RegionOfInterest } from "./region-of-interest.ts";
import type { RunModel } from "./run-model.ts";

/**
 * Reads the hand in a region of the picture; undefined if the network sees none there with at least `threshold`.
 * Outputs of the network in order: landmarks, presence, handedness (both probabilities already), metric landmarks.
 */
export async function readHand(
  image: Image,
  region: RegionOfInterest,
  runModel: RunModel,
  threshold: number,
): Promise<Hand | undefined> {
  const input = new Float32Array(3 * CROP_SIZE * CROP_SIZE);
  drawCrop(image, region, input);
  brightenIfDark(input, CROP_SIZE);
  const [landmarks, presence, handedness, world] = await runModel("landmark", input);
  const score = presence?.[0] ?? 0;
  if (!landmarks || !world || score < threshold) return undefined;
  // The network calls a hand by what a mirror shows; on a picture that is not mirrored, 0.5 and above is a right hand.
  const right = handedness?.[0] ?? 0;
  return {
    handedness: right >= 0.5 ? "Right" : "Left",
    handednessScore: Math.max(right, 1 - right),
    score,
    landmarks: projectLandmarks(landmarks, region),
    worldLandmarks: projectWorldLandmarks(world, region),
  };
}
