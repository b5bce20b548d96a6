/** The camera in front of the hand. */
import type { SceneOptions } from "./renderer.ts";

/** Half the height of what it sees at the hand, in metres. */
export const HALF_HEIGHT = 0.195;

/** Sees as much from every distance, in metres: from near a hand looks deeper. */
export const cameraAt = (distance: number): NonNullable<SceneOptions["camera"]> => ({
  fieldOfView: (2 * Math.atan(HALF_HEIGHT / distance) * 180) / Math.PI,
  distance,
});
