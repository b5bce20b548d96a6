import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Alphabet } from "../../../shared/signs/alphabet.ts";
import { alphabetFor } from "../../../shared/signs/alphabets.ts";
import { startReading } from "../../../shared/signs/letter-reader.ts";
import { type Reading, readOn, resumeWith, startOf } from "../../../worker/objects/stream/progress.ts";
import { I_SHAPE, L_SHAPE, Y_SHAPE } from "../signs/constructed-hand.ts";
import { film, J_PATH, type Part } from "../signs/film.ts";

const ASL = alphabetFor("ASL") as Alphabet;
const NOW = Date.UTC(2026, 0, 1);

const begin = (): Reading => ({ progress: startOf(ASL.version, NOW), offset: undefined, guess: undefined });

/** Reads a film whose clock starts at `t`; the service's clock runs along from `now`. */
function watch(reading: Reading, parts: readonly Part[], t: number, now: number): Reading {
  let next = reading;
  for (const { seconds, hands } of film(parts, 20)) {
    const read = readOn(next, { t: t + seconds, landmarks: hands[0]?.landmarks }, now + 1000 * seconds, ASL);
    if (!read.ok) throw new Error(read.error.code);
    next = read.value.reading;
  }
  return next;
}
const reconnected = ({ progress }: Reading): Reading => ({ progress, offset: undefined, guess: undefined });

describe("what has been read", () => {
  test("goes on by another clock after a reconnect, and a letter that is still held is not told twice", () => {
    const held = [{ shape: L_SHAPE, seconds: 0.6 }];
    const before = watch(begin(), held, 0, NOW);
    const after = watch(reconnected(before), held, 9e5, NOW + 1000);

    expect(after.progress.text).toBe("L");
  });

  test.each([
    ["by the service's clock after a reconnect", reconnected, 100],
    ["by the client's clock within a connection", (reading: Reading) => reading, 10],
  ])("is told again when the hand came back after a silence, measured %s", (_, connect, t) => {
    const held = [{ shape: L_SHAPE, seconds: 0.6 }];
    const before = watch(begin(), held, 0, NOW);
    const after = watch(connect(before), held, t, NOW + 10_000);

    expect(after.progress.text).toBe("LL");
  });

  test("ends with the letter that was drawn, not with the hand shape that was told before it", () => {
    const parts: Part[] = [
      { shape: L_SHAPE, seconds: 0.6 },
      { shape: undefined, seconds: 0.6 },
      { shape: I_SHAPE, seconds: 0.6 },
      { shape: I_SHAPE, seconds: 0.9, path: J_PATH },
      { shape: I_SHAPE, seconds: 0.4 },
    ];

    expect(watch(begin(), parts.slice(0, 3), 0, NOW).progress.text).toBe("LI");
    expect(watch(begin(), parts, 0, NOW).progress.text).toBe("LJ");
  });

  test("keeps its text but nothing that was begun with another model", () => {
    const { progress } = watch(begin(), [{ shape: Y_SHAPE, seconds: 0.6 }], 0, NOW);

    expect(resumeWith(progress, ASL.version)).toBe(progress);
    expect(resumeWith(progress, "asl-letters-9.0.0")).toMatchObject({
      text: "Y",
      modelVersion: "asl-letters-9.0.0",
      reader: startReading,
    });
  });

  test("takes any clock that does not run backwards, and no other", () => {
    const time = fc.double({ min: 0, max: 1e10, noNaN: true });
    fc.assert(
      fc.property(fc.array(time, { minLength: 2 }), (times) => {
        let reading = begin();
        let last = Number.NEGATIVE_INFINITY;
        for (const t of times) {
          const read = readOn(reading, { t, landmarks: undefined }, NOW, ASL);
          expect(read.ok).toBe(t >= last - 1e-3);
          if (!read.ok) continue;
          expect(read.value.reading.progress.seconds).toBeGreaterThanOrEqual(reading.progress.seconds);
          reading = read.value.reading;
          last = Math.max(last, t);
        }
      }),
    );
  });
});
