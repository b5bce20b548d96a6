import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Segment } from "../../../shared/contract/invocation.ts";
import type { Alphabet } from "../../../shared/signs/alphabet.ts";
import { alphabetFor } from "../../../shared/signs/alphabets.ts";
import type { TrackedFrame } from "../../../shared/signs/hand-tracks.ts";
import { type LetterReaderState, readFrame, startReading } from "../../../shared/signs/letter-reader.ts";
import { B_SHAPE, constructHand, L_SHAPE, NO_LETTER_SHAPE, W_SHAPE, Y_SHAPE } from "./constructed-hand.ts";
import { film, inLowLight, seenHand } from "./film.ts";

const ASL = alphabetFor("ASL") as Alphabet;

/** Feeds a film to the reader; its state goes through JSON after each frame, as where memory is lost. */
function readStream(frames: readonly TrackedFrame[]): Segment[] {
  const settled: Segment[] = [];
  let state: LetterReaderState = startReading;
  for (const { seconds, hands } of frames) {
    const reading = readFrame(state, { seconds, landmarks: hands[0]?.landmarks }, ASL);
    if (reading.settled) settled.push(reading.settled);
    state = JSON.parse(JSON.stringify(reading.state)) as LetterReaderState;
  }
  return settled;
}
const labels = (segments: readonly Segment[]): string => segments.map(({ label }) => label).join("");

describe("a stream of hands", () => {
  test.each([10, 15, 30, 60])("is spelled letter by letter at %i frames a second", (framesPerSecond) => {
    const frames = film(
      [
        { shape: L_SHAPE, seconds: 0.8 },
        { shape: W_SHAPE, seconds: 0.3, speed: 500 },
        { shape: Y_SHAPE, seconds: 0.8 },
        { shape: B_SHAPE, seconds: 0.8 },
      ],
      framesPerSecond,
    );

    expect(labels(readStream(frames))).toBe("LYB");
  });

  test.each([10, 15, 30, 60])("tells a letter within 400 ms at %i frames a second", (framesPerSecond) => {
    const moving = 1;
    const frames = film(
      [
        { shape: B_SHAPE, seconds: moving, speed: 600 },
        { shape: L_SHAPE, seconds: 1 },
      ],
      framesPerSecond,
    );

    const [letter, ...others] = readStream(frames);

    expect(letter?.label).toBe("L");
    expect(letter?.endSeconds).toBeLessThanOrEqual(moving + 0.4);
    expect(others).toEqual([]);
  });

  test.each([15, 30])(
    "tells a letter whose landmarks jitter in low light, at %i frames a second",
    (framesPerSecond) => {
      const frames = inLowLight(film([{ shape: L_SHAPE, seconds: 1.5 }], framesPerSecond));

      expect(labels(readStream(frames))).toBe("L");
    },
  );

  test("tells a letter again when the hand slides aside and holds it again, however long it was held", () => {
    const held = { shape: L_SHAPE, seconds: 3 };

    expect(labels(readStream(film([held, { shape: L_SHAPE, seconds: 0.3, speed: 400 }, held])))).toBe("LL");
  });

  test("does not take a hand for settled that was in the same place long before", () => {
    const before = film([{ shape: NO_LETTER_SHAPE, seconds: 1 }]);
    const after = { seconds: 2.9, hands: [seenHand(constructHand(Y_SHAPE))] };

    expect(readStream([...before, after])).toEqual([]);
  });

  test("says at once what the hand looks like, and nothing when there is none", () => {
    const seen = readFrame(startReading, { seconds: 0, landmarks: constructHand(Y_SHAPE) }, ASL);
    const unseen = readFrame(seen.state, { seconds: 0.1, landmarks: undefined }, ASL);

    expect(seen.leading?.label).toBe("Y");
    expect(unseen.leading).toBeUndefined();
  });

  test("reads hands in fractions of a picture as it reads them in pixels", () => {
    const frames = film([
      { shape: L_SHAPE, seconds: 0.8 },
      { shape: Y_SHAPE, seconds: 1, speed: 600 },
      { shape: B_SHAPE, seconds: 0.8 },
    ]);
    const small = frames.map((frame) => ({
      ...frame,
      hands: frame.hands.map((hand) => ({ ...hand, landmarks: hand.landmarks.map((value) => value / 640) })),
    }));

    expect(labels(readStream(small))).toBe(labels(readStream(frames)));
  });

  test("remembers no more of a long stream than of a short one", () => {
    const word = [
      { shape: L_SHAPE, seconds: 0.6 },
      { shape: Y_SHAPE, seconds: 0.6 },
      { shape: B_SHAPE, seconds: 0.3, speed: 400 },
      { shape: B_SHAPE, seconds: 0.6, speed: -200 },
    ];
    const sizeAfter = (words: number): number => {
      const state = film(Array.from({ length: words }, () => word).flat()).reduce(
        (before, { seconds, hands }) =>
          readFrame(before, { seconds, landmarks: hands[0]?.landmarks }, ASL).state,
        startReading,
      );
      return JSON.stringify(state).length;
    };

    expect(sizeAfter(24)).toBeLessThan(1.1 * sizeAfter(8));
  });

  test("never breaks, whatever it is fed", () => {
    const landmarks = fc.option(
      fc
        .array(fc.double({ min: -1e4, max: 1e4, noNaN: true }), { minLength: 63, maxLength: 63 })
        .map((values) => Float32Array.from(values)),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.double({ min: 0, max: 2, noNaN: true }), landmarks)), (steps) => {
        let state: LetterReaderState = startReading;
        let seconds = 0;
        for (const [step, hand] of steps) {
          seconds += step;
          const reading = readFrame(state, { seconds, landmarks: hand ?? undefined }, ASL);
          state = reading.state;
          if (reading.settled) expect(reading.settled.confidence).toBeGreaterThanOrEqual(0.5);
        }
        expect(JSON.stringify(state)).not.toContain("null");
      }),
      { numRuns: 50 },
    );
  });
});
