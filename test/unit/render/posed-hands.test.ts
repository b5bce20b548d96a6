import { describe, expect, test } from "vitest";
import { createRandom } from "../../../container/train/random.ts";
import { cameraAt } from "../../../container/train/render/camera.ts";
import {
  add,
  bendHand,
  jointOf,
  placeMm,
  type Skeleton,
  subtract,
} from "../../../container/train/render/kinematics.ts";
import { letterAngles, signedAngles } from "../../../container/train/render/letter-pose.ts";
import { LETTER_WAYS } from "../../../container/train/render/letter-ways.ts";
import { noLetterPoser } from "../../../container/train/render/no-letter-pose.ts";
import { LETTERS } from "../../../container/train/render/poses.ts";
import { projectHand } from "../../../container/train/render/projection.ts";
import { withProportions } from "../../../container/train/render/proportions.ts";
import type { View } from "../../../container/train/render/renderer.ts";
import { flatHand } from "./flat-hand.ts";

const rest = flatHand();
const LEAST_MM = 20;

const millimetresBetween = (a: Skeleton, b: Skeleton, joint: string): number =>
  1000 * Math.hypot(...subtract(jointOf(a, joint).position, jointOf(b, joint).position));

const poseNoLetter = noLetterPoser(rest);

describe("hands posed for training", () => {
  test("show no letter in any way of signing it, where they are to show none", () => {
    const random = createRandom(1);
    const letters = Object.values(LETTER_WAYS)
      .flat()
      .map((way) => bendHand(rest, letterAngles(rest, way)));

    for (let count = 0; count < 20; count++) {
      const { hand } = poseNoLetter(rest, random);
      for (const letter of letters) {
        const farthest = Math.max(
          ...Object.keys(rest).map((joint) => millimetresBetween(hand, letter, joint)),
        );
        expect(farthest).toBeGreaterThan(LEAST_MM);
      }
    }
  });

  test("are the same for the same seed", () => {
    const posed = (seed: number) => poseNoLetter(rest, createRandom(seed));

    expect(posed(3)).toEqual(posed(3));
    expect(posed(4)).not.toEqual(posed(3));
  });

  test.each(["M", "N"] as const)("hold the thumb of %s under the fingers", (letter) => {
    for (const way of LETTER_WAYS[letter]) {
      const hand = bendHand(rest, letterAngles(rest, way));
      const [, , thumb] = placeMm(hand, "thumb-tip");
      for (const finger of ["index", "middle"]) {
        const [, , knuckle] = placeMm(hand, `${finger}-finger-phalanx-intermediate`);
        expect(thumb).toBeLessThan(knuckle);
      }
    }
  });

  test("cross the fingers of R, the index finger before the middle one", () => {
    for (const way of LETTER_WAYS.R) {
      const hand = bendHand(rest, letterAngles(rest, way));
      const [indexAside, , indexOut] = placeMm(hand, "index-finger-tip");
      const [middleAside, , middleOut] = placeMm(hand, "middle-finger-tip");
      expect(indexAside).toBeLessThan(middleAside);
      expect(indexOut).toBeGreaterThan(middleOut);
    }
  });

  test("have the thumb's tip at its place, wherever the fingers are", () => {
    const random = createRandom(1);
    const { joint, offsetMm } = LETTERS.S.thumb;
    for (let count = 0; count < 10; count++) {
      const errors = { degrees: 5, sidewaysDegrees: 5, thumbMm: 0 };
      const hand = bendHand(rest, signedAngles(rest, LETTERS.S, errors, random));
      const missed = subtract(placeMm(hand, "thumb-tip"), add(placeMm(hand, joint), offsetMm));
      expect(Math.hypot(...missed)).toBeLessThan(20);
    }
  });

  test("have fingers of other lengths on the same palm", () => {
    const person = withProportions(rest, createRandom(1));

    expect(person["index-finger-phalanx-proximal"]).toEqual(rest["index-finger-phalanx-proximal"]);
    expect(millimetresBetween(person, rest, "index-finger-tip")).toBeGreaterThan(0.5);
    expect(millimetresBetween(person, rest, "index-finger-tip")).toBeLessThan(20);
    expect(millimetresBetween(person, rest, "thumb-tip")).toBeGreaterThan(0.5);
  });
});

describe("a drawn hand's landmarks", () => {
  const scene = {
    width: 320,
    height: 240,
    isLeft: false,
    skin: "#d9a583",
    background: "#b9c4bd",
    light: { aside: 0, above: 30, brightness: 1 },
    camera: cameraAt(0.6),
  };
  const facing: View = { x: 0, y: 0, scale: 1, yaw: 0, pitch: 0, roll: 0 };
  const place = (landmarks: Float32Array, point: number) => ({
    x: landmarks[point * 3] as number,
    y: landmarks[point * 3 + 1] as number,
  });
  const WRIST = 0;
  const THUMB_TIP = 4;
  const MIDDLE_TIP = 12;
  const LITTLE_TIP = 20;

  test("are above the wrist, the thumb's on its side, when the palm faces the camera", () => {
    const drawn = projectHand({ hand: rest, view: facing }, scene);

    expect(place(drawn, MIDDLE_TIP).y).toBeLessThan(place(drawn, WRIST).y);
    expect(place(drawn, THUMB_TIP).x).toBeGreaterThan(place(drawn, LITTLE_TIP).x);
  });

  test("are mirrored for a left hand and follow the hand's place, turn, size and breadth", () => {
    const posed = (view: Partial<View>) => ({ hand: rest, view: { ...facing, ...view } });
    const drawn = projectHand(posed({}), scene);
    const left = projectHand(posed({}), { ...scene, isLeft: true });
    const moved = projectHand(posed({ x: 0.05, y: 0.05 }), scene);
    const rolled = projectHand(posed({ roll: 90 }), scene);
    const larger = projectHand(posed({ scale: 1.5 }), scene);
    const narrower = projectHand(posed({}), { ...scene, breadth: 0.8 });
    const breadth = (landmarks: Float32Array): number =>
      place(landmarks, THUMB_TIP).x - place(landmarks, LITTLE_TIP).x;
    const length = (landmarks: Float32Array): number =>
      Math.hypot(
        place(landmarks, MIDDLE_TIP).x - place(landmarks, WRIST).x,
        place(landmarks, MIDDLE_TIP).y - place(landmarks, WRIST).y,
      );

    for (const point of [WRIST, THUMB_TIP, MIDDLE_TIP, LITTLE_TIP]) {
      expect(place(left, point).x).toBeCloseTo(scene.width - place(drawn, point).x, 3);
      expect(place(moved, point).x).toBeGreaterThan(place(drawn, point).x);
      expect(place(moved, point).y).toBeLessThan(place(drawn, point).y);
    }
    expect(place(rolled, MIDDLE_TIP).x).toBeLessThan(place(rolled, WRIST).x);
    expect(length(larger)).toBeGreaterThan(1.4 * length(drawn));
    expect(breadth(narrower) / breadth(drawn)).toBeCloseTo(0.8, 1);
    expect(place(narrower, MIDDLE_TIP).y).toBeCloseTo(place(drawn, MIDDLE_TIP).y, 3);
  });
});
