/** What happens in a clip: the hand comes in from below, makes the letter, holds it, and leaves. */
import { createRandom } from "../random.ts";
import { blendPoses, LETTERS, REST } from "./poses.ts";
import type { View } from "./renderer.ts";

export interface Clip {
  readonly file: string;
  readonly letter: string;
  readonly skin: string;
  readonly background: string;
  readonly isLeft: boolean;
  readonly yaw: number;
  readonly pitch: number;
  readonly seed: number;
}

export const FRAMES_PER_SECOND = 15;
export const CLIP_SIZE = { width: 640, height: 480 };

/** When each part ends, in seconds. */
const ENTERED = 0.7;
const SIGNED = 1.1;
const HELD = 2.8;
const ENDED = 3.5;

/** Metres below the middle at which the hand is out of the picture. */
const OUTSIDE = 0.38;

export const CLIPS: readonly Clip[] = [
  clip("A", "mp4", { skin: "#c98d68", background: "#93a6a0", yaw: -8, pitch: -6 }),
  clip("B", "mp4", { skin: "#8a5a3c", background: "#b5b0a2", yaw: 10, pitch: -4 }),
  clip("I", "mp4", { skin: "#e0b394", background: "#7d8ea3", yaw: -6, pitch: -8, isLeft: true }),
  clip("L", "mp4", { skin: "#d9a583", background: "#8fa3a8", yaw: 6, pitch: -5 }),
  clip("V", "mp4", { skin: "#a9714d", background: "#a3998f", yaw: 4, pitch: -8 }),
  clip("W", "webm", { skin: "#d9a583", background: "#8b9c8a", yaw: -10, pitch: -6 }),
  clip("Y", "webm", { skin: "#b77f5b", background: "#9aa5b5", yaw: 8, pitch: -4 }),
];

function clip(
  letter: string,
  format: "mp4" | "webm",
  look: Pick<Clip, "skin" | "background" | "yaw" | "pitch"> & Partial<Clip>,
): Clip {
  return {
    file: `asl-${letter.toLowerCase()}.${format}`,
    letter,
    isLeft: false,
    seed: letter.charCodeAt(0),
    ...look,
  };
}

/** The view of each frame. A hand is never quite still: it sways a little, the same way in every run. */
export function viewsOf({ letter, yaw, pitch, seed }: Clip): View[] {
  const pose = LETTERS[letter];
  if (!pose) throw new Error(`There is no pose for the letter ${letter}`);
  const random = createRandom(seed);
  const phases = Array.from({ length: 5 }, () => random.between(0, 2 * Math.PI));
  const sway = (index: number, seconds: number, size: number): number =>
    size * Math.sin(2 * Math.PI * (0.5 + 0.17 * index) * seconds + (phases[index] ?? 0));
  return Array.from({ length: Math.round(ENDED * FRAMES_PER_SECOND) }, (_, frame) => {
    const seconds = frame / FRAMES_PER_SECOND;
    const raised = smooth(seconds / ENTERED) - smooth((seconds - HELD) / (ENDED - HELD));
    const signed = smooth((seconds - ENTERED / 2) / (SIGNED - ENTERED / 2)) - smooth((seconds - HELD) / 0.4);
    return {
      pose: blendPoses(REST, pose, signed),
      x: 0.01 + sway(0, seconds, 0.003),
      y: -0.01 - OUTSIDE * (1 - raised) + sway(1, seconds, 0.003),
      scale: 1.5,
      yaw: yaw + sway(2, seconds, 1.5),
      pitch: pitch + sway(3, seconds, 1.5) - 15 * (1 - raised),
      roll: sway(4, seconds, 1.5) + 12 * (1 - raised),
    };
  });
}

/** 0 before, 1 after, with soft ends in between. */
function smooth(share: number): number {
  const clamped = Math.max(0, Math.min(1, share));
  return clamped * clamped * (3 - 2 * clamped);
}
