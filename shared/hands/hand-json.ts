import type { HandJson } from "../contract/hand.ts";
import type { Hand } from "./hand.ts";
import type { Image } from "./image.ts";

/** A hand as the API shows it: in fractions of the picture instead of pixels. */
export function toHandJson(hand: Hand, { width, height }: Pick<Image, "width" | "height">): HandJson {
  const landmarks = points(hand.landmarks).map(({ x, y, z }) => ({
    x: x / width,
    y: y / height,
    z: z / width,
  }));
  const left = Math.min(...landmarks.map(({ x }) => x));
  const top = Math.min(...landmarks.map(({ y }) => y));
  return {
    handedness: hand.handedness,
    score: hand.score,
    bounding_box: {
      x: left,
      y: top,
      width: Math.max(...landmarks.map(({ x }) => x)) - left,
      height: Math.max(...landmarks.map(({ y }) => y)) - top,
    },
    landmarks,
    world_landmarks: points(hand.worldLandmarks),
  };
}

const points = (values: Float32Array): { x: number; y: number; z: number }[] =>
  Array.from({ length: values.length / 3 }, (_, point) => ({
    x: values[point * 3] as number,
    y: values[point * 3 + 1] as number,
    z: values[point * 3 + 2] as number,
  }));
