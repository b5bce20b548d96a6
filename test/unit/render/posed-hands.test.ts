import { describe, expect, test } from "vitest";
import { createRandom } from "../../../container/train/random.ts";
import { bendHand, jointOf, type Skeleton, subtract } from "../../../container/train/render/kinematics.ts";
import { letterAngles } from "../../../container/train/render/letter-pose.ts";
import { LETTER_WAYS } from "../../../container/train/render/letter-ways.ts";
import { noLetterPoser } from "../../../container/train/render/no-letter-pose.ts";
import { withProportions } from "../../../container/train/render/proportions.ts";
import { flatHand } from "./flat-hand.ts";

const rest = flatHand();
const LEAST_MM = 20;

const millimetresBetween = (a: Skeleton, b: Skeleton, joint: string): number =>
  1000 * Math.hypot(...subtract(jointOf(a, joint).position, jointOf(b, joint).position));

describe("hands posed for training", () => {
  test("show no letter in any way of signing it, where they are to show none", () => {
    const random = createRandom(1);
    const pose = noLetterPoser(rest);
    const letters = Object.values(LETTER_WAYS)
      .flat()
      .map((way) => bendHand(rest, letterAngles(rest, way)));

    for (let count = 0; count < 40; count++) {
      const { hand } = pose(rest, random);
      for (const letter of letters) {
        const farthest = Math.max(
          ...Object.keys(rest).map((joint) => millimetresBetween(hand, letter, joint)),
        );
        expect(farthest).toBeGreaterThan(LEAST_MM);
      }
    }
  });

  test("are the same for the same seed", () => {
    const posed = (seed: number) => noLetterPoser(rest)(rest, createRandom(seed));

    expect(posed(3)).toEqual(posed(3));
    expect(posed(4)).not.toEqual(posed(3));
  });

  test("have fingers of other lengths on the same palm", () => {
    const person = withProportions(rest, createRandom(1));

    expect(person["index-finger-phalanx-proximal"]).toEqual(rest["index-finger-phalanx-proximal"]);
    expect(millimetresBetween(person, rest, "index-finger-tip")).toBeGreaterThan(0.5);
    expect(millimetresBetween(person, rest, "index-finger-tip")).toBeLessThan(20);
    expect(millimetresBetween(person, rest, "thumb-tip")).toBeGreaterThan(0.5);
  });
});
