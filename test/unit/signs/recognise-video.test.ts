import { describe, expect, test } from "vitest";
import type { Alphabet } from "../../../shared/signs/alphabet.ts";
import { alphabetFor } from "../../../shared/signs/alphabets.ts";
import type { TrackedFrame } from "../../../shared/signs/hand-tracks.ts";
import { type HandReading, recogniseVideo } from "../../../shared/signs/recognise-video.ts";
import { B_SHAPE, constructHand, L_SHAPE, NO_LETTER_SHAPE, W_SHAPE, Y_SHAPE } from "./constructed-hand.ts";
import { film, inLowLight, type Part, seenHand } from "./film.ts";

const ASL = alphabetFor("ASL") as Alphabet;

/** What the signing hand says. */
const read = (frames: readonly TrackedFrame[]): HandReading => {
  const [signing] = recogniseVideo(frames, ASL);
  if (!signing) throw new Error("no hand was read");
  return signing;
};
const spelled = ({ segments }: HandReading): string => segments.map(({ label }) => label).join("");

/** Both films at once. */
const together = (a: readonly TrackedFrame[], b: readonly TrackedFrame[]): TrackedFrame[] =>
  a.map(({ seconds, hands }, index) => ({ seconds, hands: [...(b[index]?.hands ?? []), ...hands] }));

describe("a video of signs", () => {
  test("shows the sign that is held, not the longer way into it", () => {
    const frames = film([
      { shape: B_SHAPE, seconds: 2, speed: 600 },
      { shape: L_SHAPE, seconds: 1 },
      { shape: B_SHAPE, seconds: 1.5, speed: 600 },
    ]);

    const { predictions, decisiveFrame, decisiveHand } = read(frames);

    expect(predictions[0]?.label).toBe("L");
    expect(predictions[0]?.confidence).toBeGreaterThan(0.5);
    expect(decisiveFrame).toBeGreaterThanOrEqual(30);
    expect(decisiveFrame).toBeLessThan(45);
    expect(decisiveHand).toBe(frames[decisiveFrame]?.hands[0]);
  });

  test.each([10, 15, 30, 60])("is read the same at %i frames a second", (framesPerSecond) => {
    const { predictions } = read(film([{ shape: Y_SHAPE, seconds: 1.5 }], framesPerSecond));

    expect(predictions[0]?.label).toBe("Y");
    expect(predictions[0]?.confidence).toBeGreaterThan(0.5);
  });

  test("is read through dropped frames", () => {
    const frames = film([{ shape: Y_SHAPE, seconds: 2 }]).filter((_, index) => index % 3 !== 1);

    expect(spelled(read(frames))).toBe("Y");
  });

  test.each([10, 15, 30])(
    "is read as surely from landmarks that jitter in low light, at %i frames a second",
    (rate) => {
      const frames = inLowLight(film([{ shape: Y_SHAPE, seconds: 1.5 }], rate));

      expect(read(frames).predictions[0]?.label).toBe("Y");
      expect(read(frames).predictions[0]?.confidence).toBeGreaterThan(0.9);
    },
  );

  test("has no reading when no hand is seen", () => {
    expect(recogniseVideo(film([{ shape: undefined, seconds: 1 }]), ASL)).toEqual([]);
  });

  test("shows no sign when the hand never settles", () => {
    const { predictions, segments } = read(film([{ shape: L_SHAPE, seconds: 2, speed: 900 }]));

    expect(predictions[0]?.confidence).toBeLessThan(0.5);
    expect(segments).toEqual([]);
  });

  test("shows no sign when the hand shakes, still for an instant at each turn", () => {
    const turn: Part[] = [
      { shape: L_SHAPE, seconds: 1 / 15 },
      { shape: L_SHAPE, seconds: 4 / 15, speed: 600 },
    ];
    const { predictions, segments } = read(film(Array.from({ length: 8 }, () => turn).flat()));

    expect(predictions[0]?.confidence).toBeLessThan(0.5);
    expect(segments).toEqual([]);
  });

  test("shows no sign when the hand is seen for an instant", () => {
    const { predictions } = read(film([{ shape: L_SHAPE, seconds: 0.1 }]));

    expect(predictions[0]?.confidence).toBeLessThan(0.5);
  });

  test("shows no sign when the hand is seen for an instant and for another one later", () => {
    const instant: Part = { shape: L_SHAPE, seconds: 0.1 };
    const { predictions } = read(film([instant, { shape: undefined, seconds: 1 }, instant]));

    expect(predictions[0]?.confidence).toBeLessThan(0.5);
  });

  test("gives the signs one after the other with their times", () => {
    const { segments } = read(
      film([
        { shape: L_SHAPE, seconds: 1 },
        { shape: Y_SHAPE, seconds: 1 },
      ]),
    );

    expect(segments.map(({ label }) => label)).toEqual(["L", "Y"]);
    expect(segments[0]?.endSeconds).toBeCloseTo(1, 0);
    expect(segments[1]?.endSeconds).toBeCloseTo(2, 0);
  });

  const slide: Part = { shape: L_SHAPE, seconds: 0.3, speed: 400 };
  const hidden: Part = { shape: undefined, seconds: 0.6 };
  test.each([
    ["slides aside", slide],
    ["leaves the picture", hidden],
  ])("counts a letter twice when the hand %s in between", (_, interval) => {
    const held: Part = { shape: L_SHAPE, seconds: 0.7 };

    expect(spelled(read(film([held, interval, held])))).toBe("LL");
  });

  test("counts a letter once though the tracker loses the hand for a moment, or one frame looks odd", () => {
    const frames = film([{ shape: L_SHAPE, seconds: 1.5 }]).map((frame, index) => {
      if (index === 6 || index === 7) return { ...frame, hands: [] };
      return index === 14 ? { ...frame, hands: [seenHand(constructHand(B_SHAPE))] } : frame;
    });

    expect(spelled(read(frames))).toBe("L");
  });

  test("is read from the hand that signs, not from a small one behind", () => {
    const frames = film([{ shape: L_SHAPE, seconds: 1 }]).map(({ seconds, hands }) => ({
      seconds,
      hands: [seenHand(constructHand(B_SHAPE, 50, 100, 0.3), "Left"), ...hands],
    }));

    expect(read(frames).predictions[0]?.label).toBe("L");
  });

  test.each([
    ["", NO_LETTER_SHAPE],
    [" in the shape of a letter", B_SHAPE],
  ])(
    "is read from the hand that comes and signs, not from one that rests beside it all the time%s",
    (_, shape) => {
      const resting = film([{ shape, seconds: 3 }], 15, 600);
      const signing = film(
        [
          { shape: undefined, seconds: 1 },
          { shape: Y_SHAPE, seconds: 1 },
          { shape: undefined, seconds: 1 },
        ],
        15,
        150,
      );

      expect(spelled(read(together(signing, resting)))).toBe("Y");
    },
  );

  test("reads two right hands apart, whatever order the tracker gives them in", () => {
    const one = film(
      [
        { shape: L_SHAPE, seconds: 1 },
        { shape: Y_SHAPE, seconds: 1 },
      ],
      15,
      150,
    );
    const other = film([{ shape: W_SHAPE, seconds: 2 }], 15, 600);
    const both = together(one, other).map(({ seconds, hands }, index) => ({
      seconds,
      hands: index % 2 === 0 ? hands : hands.toReversed(),
    }));

    const readings = recogniseVideo(both, ASL);

    expect(readings.map(spelled).toSorted()).toEqual(["LY", "W"]);
  });

  test("takes a hand that comes back for the one that left", () => {
    const readings = recogniseVideo(
      film([
        { shape: L_SHAPE, seconds: 0.8 },
        { shape: undefined, seconds: 1 },
        { shape: undefined, seconds: 0.1, speed: 3000 },
        { shape: Y_SHAPE, seconds: 0.8 },
      ]),
      ASL,
    );

    expect(readings.map(spelled)).toEqual(["LY"]);
  });
});
