/** The demo clips as data: which letters, whose hand, in what light. */
import { type LetterName, letterNamed, type Turn } from "./poses.ts";
import type { SceneOptions } from "./renderer.ts";

export interface Clip extends Omit<SceneOptions, "width" | "height">, Pick<Turn, "yaw" | "pitch"> {
  /** Signed one after the other. */
  readonly letters: readonly LetterName[];
  readonly formats: readonly VideoFormat[];
  readonly seed: number;
}

export type VideoFormat = "mp4" | "webm";

export const FRAMES_PER_SECOND = 15;
export const CLIP_SIZE = { width: 640, height: 480 };

const DAYLIGHT = { aside: -27, above: 38, brightness: 1 };
const LAMP = { aside: 35, above: 30, brightness: 1.15 };
const WINDOW = { aside: -50, above: 25, brightness: 1.15 };

/** Yaw within 40 degrees and no pitch towards the viewer: MediaPipe's palm network finds such hands surely. */
export const CLIPS: readonly Clip[] = [
  clip("A", { skin: "#c98d68", background: "#b9c4bd", light: WINDOW, yaw: -14, pitch: -6 }),
  clip("B", { skin: "#8a5a3c", background: "#c9c4b6", light: WINDOW, yaw: 10, pitch: -5 }),
  clip("C", { skin: "#d9a583", background: "#8b97a0", light: LAMP, yaw: -10, pitch: -8 }),
  clip("I", { skin: "#e0b394", background: "#7d8ea3", light: LAMP, yaw: 15, pitch: -8, isLeft: true }),
  clip("L", { skin: "#d9a583", background: "#8fa3a8", light: DAYLIGHT, yaw: 6, pitch: -6 }),
  clip("V", { skin: "#a9714d", background: "#b3a99f", light: WINDOW, yaw: -12, pitch: -8 }),
  clip("W", {
    skin: "#d9a583",
    background: "#8b9c8a",
    light: LAMP,
    yaw: 0,
    pitch: -5,
    formats: ["mp4", "webm"],
  }),
  clip("Y", {
    skin: "#b77f5b",
    background: "#9aa5b5",
    light: LAMP,
    yaw: -17,
    pitch: -6,
    formats: ["mp4", "webm"],
  }),
  clip("CALLE", { skin: "#c98d68", background: "#a3abb3", light: WINDOW, yaw: -4, pitch: -7 }),
];

function clip(
  word: string,
  look: Pick<Clip, "skin" | "background" | "light" | "yaw" | "pitch"> & Partial<Clip>,
): Clip {
  const letters = [...word].map(letterNamed);
  return { letters, formats: ["mp4"], isLeft: false, seed: word.charCodeAt(0), ...look };
}
