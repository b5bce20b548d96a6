import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Alphabet } from "../../../shared/signs/alphabet.ts";
import { alphabetFor } from "../../../shared/signs/alphabets.ts";
import { mirrorLandmarks } from "../../../shared/signs/features.ts";
import type { TrackedFrame } from "../../../shared/signs/hand-tracks.ts";
import { readFrame, type SettledLetter, startReading } from "../../../shared/signs/letter-reader.ts";
import { lettersDrawn, movementProbabilities } from "../../../shared/signs/motion-letters.ts";
import {
  type HandMoment,
  MOVEMENT_FEATURE_COUNT,
  momentOf,
  withMoment,
} from "../../../shared/signs/movement.ts";
import type { Network } from "../../../shared/signs/network.ts";
import { recogniseVideo } from "../../../shared/signs/recognise-video.ts";
import { B_SHAPE, constructHand, D_SHAPE, I_SHAPE, L_SHAPE, Y_SHAPE } from "./constructed-hand.ts";
import { film, J_PATH, type Part, Z_PATH } from "./film.ts";

const ASL = alphabetFor("ASL") as Alphabet;

const spelled = (frames: readonly TrackedFrame[]): string =>
  (recogniseVideo(frames, ASL)[0]?.segments ?? []).map(({ label }) => label).join("");

function told(frames: readonly TrackedFrame[]): SettledLetter[] {
  let state = startReading;
  return frames.flatMap(({ seconds, hands }) => {
    const reading = readFrame(state, { seconds, landmarks: hands[0]?.landmarks }, ASL);
    state = reading.state;
    return reading.settled ?? [];
  });
}

const inMirror = (frames: readonly TrackedFrame[]): TrackedFrame[] =>
  frames.map((frame) => ({
    ...frame,
    hands: frame.hands.map((hand) => ({ ...hand, landmarks: mirrorLandmarks(hand.landmarks) })),
  }));

const gone: Part = { shape: undefined, seconds: 0.4 };
const LETTERS = [
  { letter: "J", shape: I_SHAPE, path: J_PATH, other: { letter: "Y", shape: Y_SHAPE } },
  { letter: "Z", shape: D_SHAPE, path: Z_PATH, other: { letter: "L", shape: L_SHAPE } },
] as const;

describe.each(LETTERS)("the letter $letter", ({ letter, shape, path, other }) => {
  const drawn = (heldSeconds: number, framesPerSecond = 15, seconds = 0.9): TrackedFrame[] =>
    film(
      [{ shape, seconds: heldSeconds }, { shape, seconds, path }, { shape, seconds: heldSeconds }, gone],
      framesPerSecond,
    );

  test.each([10, 15, 30, 60])("is read from its movement at %i frames a second", (framesPerSecond) => {
    expect(spelled(drawn(0.4, framesPerSecond))).toBe(letter);
  });

  test.each([0.5, 0.8, 1.4])("is read when it is drawn in %f seconds", (seconds) => {
    expect(spelled(drawn(0.4, 30, seconds))).toBe(letter);
  });

  test.each([0.8, 1.6, 3])("is read when the hand waits for %f seconds before it draws", (seconds) => {
    const frames = film([{ shape, seconds }, { shape, seconds: 0.9, path }, { shape, seconds: 0.3 }, gone]);

    expect(spelled(frames)).toBe(letter);
  });

  test("is read from the other hand", () => {
    expect(spelled(inMirror(drawn(0.4)))).toBe(letter);
  });

  test("is told once in a stream, in place of the hand shape that was told while the hand was waiting", () => {
    const letters = told(drawn(0.7));

    expect(letters.at(-1)?.label).toBe(letter);
    expect(letters.length).toBe(2);
    expect(letters.at(-1)?.replaces).toBe(letters[0]?.label);
  });

  test.each([0, 40])(
    "is told once, however long the hand rests after it, %i pixels further on",
    (further) => {
      const settling: Part = { shape, seconds: 0.2, speed: further / 0.2 };
      const frames = film([
        { shape, seconds: 0.7 },
        { shape, seconds: 0.9, path },
        settling,
        { shape, seconds: 8 },
      ]);

      expect(told(frames).filter(({ label }) => label === letter)).toHaveLength(1);
      expect(told(frames).at(-1)?.label).toBe(letter);
    },
  );

  test("leaves alone a letter of another hand that could draw it, held before or after", () => {
    const held: Part = { shape: other.shape, seconds: 1.2 };
    const drawing: Part[] = [
      { shape, seconds: 0.3 },
      { shape, seconds: 0.9, path },
    ];
    const after = film([...drawing, held]);
    const before = film([held, ...drawing, { shape, seconds: 0.3 }]);

    expect(spelled(after)).toBe(`${letter}${other.letter}`);
    expect(spelled(before)).toBe(`${other.letter}${letter}`);
    expect(
      told(after)
        .map(({ label }) => label)
        .slice(-2),
    ).toEqual([letter, other.letter]);
  });

  test("does not outweigh a letter that is held for longer, when the video ends with its hand shape", () => {
    const frames = film([
      { shape: B_SHAPE, seconds: 4 },
      gone,
      { shape, seconds: 0.4 },
      { shape, seconds: 0.9, path },
      { shape, seconds: 0.4 },
    ]);

    expect(spelled(frames)).toBe(`B${letter}`);
    expect(recogniseVideo(frames, ASL)[0]?.predictions[0]?.label).toBe("B");
  });
});

describe.each(LETTERS)("the hand that draws $letter", ({ letter, shape }) => {
  test.each<[string, Part[]]>([
    ["is held", [{ shape, seconds: 1.5 }]],
    [
      "comes in from below, is held and leaves",
      [
        {
          shape,
          seconds: 0.5,
          path: [
            [0, 300],
            [0, 0],
          ],
        },
        { shape, seconds: 1 },
        {
          shape,
          seconds: 0.5,
          path: [
            [0, 0],
            [60, 320],
          ],
        },
      ],
    ],
    [
      "moves aside and is held again",
      [
        { shape, seconds: 0.8 },
        { shape, seconds: 0.5, speed: 300 },
        { shape, seconds: 0.8 },
      ],
    ],
    [
      "shakes",
      [
        { shape, seconds: 0.8 },
        ...[1, -1, 1, -1, 1, -1].map((way): Part => ({ shape, seconds: 0.15, speed: 500 * way })),
        { shape, seconds: 0.8 },
      ],
    ],
  ])("draws nothing when it %s", (_, parts) => {
    const frames = film([...parts, gone]);

    expect(spelled(frames)).not.toContain(letter);
    expect(told(frames).map(({ label }) => label)).not.toContain(letter);
  });
});

test("a movement is judged alike wherever it is, however large, whenever, and in a mirror", () => {
  const network = ASL.motion?.network as Network;
  const momentsOf = (frames: readonly TrackedFrame[]): HandMoment[] =>
    frames.map(({ seconds, hands }) => momentOf(hands[0]?.landmarks ?? new Float32Array(63), seconds));
  const frames = film([{ shape: D_SHAPE, seconds: 0.8, path: Z_PATH }]);
  const usual = movementProbabilities(momentsOf(frames), network);

  fc.assert(
    fc.property(
      fc.record({
        x: fc.integer({ min: -500, max: 500 }),
        y: fc.integer({ min: -500, max: 500 }),
        size: fc.double({ min: 0.2, max: 5, noNaN: true }),
        later: fc.integer({ min: 0, max: 1000 }),
        isMirrored: fc.boolean(),
      }),
      ({ x, y, size, later, isMirrored }) => {
        const moved = (isMirrored ? inMirror(frames) : frames).map(({ seconds, hands }) => ({
          seconds: seconds + later,
          hands: hands.map((hand) => ({
            ...hand,
            landmarks: hand.landmarks.map((value, place) => size * (value + ([x, y, 0][place % 3] ?? 0))),
          })),
        }));

        movementProbabilities(momentsOf(moved), network).forEach((probability, answer) => {
          expect(probability).toBeCloseTo(usual[answer] ?? 0, 2);
        });
      },
    ),
  );
});

describe("where a movement ends", () => {
  // Says that there is a letter wherever the index fingertip has gone far.
  const wayOfIndex = MOVEMENT_FEATURE_COUNT - 3;
  const farIsLetter: Network = [
    {
      inputs: MOVEMENT_FEATURE_COUNT,
      outputs: 2,
      weights: Float32Array.from({ length: 2 * MOVEMENT_FEATURE_COUNT }, (_, at) =>
        at === wayOfIndex ? 20 : 0,
      ),
      bias: Float32Array.of(-15, 0),
    },
  ];
  const alphabet = {
    labels: ["D"],
    motion: { letters: [{ label: "Z", handshapes: ["D"], finger: "index" as const }], network: farIsLetter },
  };
  const hand = constructHand(D_SHAPE);
  /** The hand at these places, fifteen a second or at these times. */
  const movedBy = (places: readonly number[], times: readonly number[] = []): HandMoment[] =>
    places.map((place, frame) =>
      momentOf(
        hand.map((value, at) => (at % 3 === 0 ? value + place : value)),
        times[frame] ?? frame / 15,
      ),
    );

  test("it is a letter only when it was one a moment before too", () => {
    const jumped = [0, 0, 0, 0, 0, 250];

    expect(lettersDrawn(movedBy(jumped), alphabet)).toEqual([]);
    expect(lettersDrawn(movedBy([...jumped, 250]), alphabet)).not.toEqual([]);
  });

  test("it is no letter while the fingertips gather speed, for it goes on", () => {
    const faster = [0, 30, 80, 150, 240, 350];

    expect(lettersDrawn(movedBy(faster), alphabet)).toEqual([]);
    expect(lettersDrawn(movedBy([...faster, 400]), alphabet)).not.toEqual([]);
    expect(lettersDrawn(movedBy([...faster, 200]), alphabet)).not.toEqual([]);
    expect(
      lettersDrawn(
        movedBy(
          [...faster, 480],
          [0, 1, 2, 3, 4, 5, 8].map((frame) => frame / 15),
        ),
        alphabet,
      ),
    ).not.toEqual([]);
  });
});

test("a hand's way is remembered at a steady rate and no longer than a letter takes", () => {
  let moments: readonly HandMoment[] = [];
  for (let frame = 0; frame < 600; frame++) {
    moments = withMoment(moments, momentOf(constructHand(D_SHAPE), frame / 60));
  }

  expect(moments.length).toBeLessThanOrEqual(50);
});

test.each([20, 24, 25])(
  "of a video of %i frames a second all count of which 15 a second are looked at",
  (rate) => {
    const times = Array.from({ length: 2 * rate }, (_, frame) => frame / rate);
    const sampled = times.filter(
      (time, frame) => Math.floor(time * 15) > Math.floor(((frame - 1) / rate) * 15),
    );

    const moments = sampled.reduce<readonly HandMoment[]>(
      (before, time) => withMoment(before, momentOf(constructHand(D_SHAPE), time)),
      [],
    );

    expect(moments.map(({ at }) => at)).toEqual(sampled);
  },
);
