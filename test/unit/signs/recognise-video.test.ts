import { describe, expect, test } from "vitest";
import type { Alphabet } from "../../../shared/signs/alphabet.ts";
import { alphabetFor } from "../../../shared/signs/alphabets.ts";
import { recogniseVideo, type SeenHand, type TrackedFrame } from "../../../shared/signs/recognise-video.ts";
import { B_SHAPE, constructHand, type HandShape, L_SHAPE, Y_SHAPE } from "./constructed-hand.ts";

const ASL = alphabetFor("ASL") as Alphabet;

const hand = (landmarks: Float32Array, handedness: SeenHand["handedness"] = "Right"): SeenHand => ({
  handedness,
  score: 0.95,
  landmarks,
});

/** A stretch of video: still, or moving sideways by `speed` pixels a second. */
interface Part {
  readonly shape: HandShape;
  readonly seconds: number;
  readonly speed?: number;
}

function film(parts: readonly Part[], framesPerSecond = 15): TrackedFrame[] {
  const frames: TrackedFrame[] = [];
  let x = 0;
  for (const { shape, seconds, speed = 0 } of parts) {
    for (let frame = 0; frame < seconds * framesPerSecond; frame++) {
      x += speed / framesPerSecond;
      frames.push({
        seconds: frames.length / framesPerSecond,
        hands: [hand(constructHand(shape, 300 + x, 300))],
      });
    }
  }
  return frames;
}

describe("a video of signs", () => {
  test("shows the sign that is held, not the longer way into it", () => {
    const frames = film([
      { shape: B_SHAPE, seconds: 2, speed: 600 },
      { shape: L_SHAPE, seconds: 1 },
      { shape: B_SHAPE, seconds: 1.5, speed: 600 },
    ]);

    const { predictions, decisiveFrame } = recogniseVideo(frames, ASL);

    expect(predictions[0]?.label).toBe("L");
    expect(predictions[0]?.confidence).toBeGreaterThan(0.5);
    expect(decisiveFrame).toBeGreaterThanOrEqual(30);
    expect(decisiveFrame).toBeLessThan(45);
  });

  test.each([10, 15, 30, 60])("is read the same at %i frames a second", (framesPerSecond) => {
    const { predictions } = recogniseVideo(film([{ shape: Y_SHAPE, seconds: 1.5 }], framesPerSecond), ASL);

    expect(predictions[0]?.label).toBe("Y");
    expect(predictions[0]?.confidence).toBeGreaterThan(0.5);
  });

  test("is read through dropped frames", () => {
    const frames = film([{ shape: Y_SHAPE, seconds: 2 }]).filter((_, index) => index % 3 !== 1);

    expect(recogniseVideo(frames, ASL).predictions[0]?.label).toBe("Y");
  });

  test("has no predictions when no hand is seen", () => {
    const frames: TrackedFrame[] = [0, 0.1, 0.2].map((seconds) => ({ seconds, hands: [] }));

    expect(recogniseVideo(frames, ASL)).toEqual({ predictions: [], segments: [] });
  });

  test("shows no sign when the hand never settles", () => {
    const { predictions, segments } = recogniseVideo(film([{ shape: L_SHAPE, seconds: 2, speed: 900 }]), ASL);

    expect(predictions[0]?.confidence).toBeLessThan(0.5);
    expect(segments).toEqual([]);
  });

  test("shows no sign when the hand is seen for an instant", () => {
    const { predictions } = recogniseVideo(film([{ shape: L_SHAPE, seconds: 0.1 }]), ASL);

    expect(predictions[0]?.confidence).toBeLessThan(0.5);
  });

  test("gives the signs one after the other with their times", () => {
    const frames = film([
      { shape: L_SHAPE, seconds: 1 },
      { shape: Y_SHAPE, seconds: 1 },
    ]);

    const { segments } = recogniseVideo(frames, ASL);

    expect(segments.map(({ label }) => label)).toEqual(["L", "Y"]);
    expect(segments[0]?.endSeconds).toBeCloseTo(1, 0);
    expect(segments[1]?.endSeconds).toBeCloseTo(2, 0);
  });

  test("is read from the hand that signs, not from a small one behind", () => {
    const frames = film([{ shape: L_SHAPE, seconds: 1 }]).map(({ seconds, hands }) => ({
      seconds,
      hands: [hand(constructHand(B_SHAPE, 50, 100, 0.3), "Left"), ...hands],
    }));

    expect(recogniseVideo(frames, ASL).predictions[0]?.label).toBe("L");
  });
});
