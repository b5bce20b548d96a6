import { describe, expect, test } from "vitest";
import {
  clipsOf,
  type EvaluationClip,
  LABELS,
  type Performance,
  performanceOf,
} from "../../../container/train/render/evaluation/clips.ts";
import { type Point, reachOf } from "../../../container/train/render/evaluation/fingertip.ts";
import { momentsOf } from "../../../container/train/render/evaluation/frames.ts";
import { type Part, poseAt, secondsOf } from "../../../container/train/render/evaluation/performance.ts";
import { LETTER_WAYS } from "../../../container/train/render/letter-ways.ts";
import type { LetterName } from "../../../container/train/render/poses.ts";
import { flatHand } from "./flat-hand.ts";

const rest = flatHand();
const LITTLE = "pinky-finger-tip";
const INDEX = "index-finger-tip";

const performancesOf = (label: string, count: number) =>
  clipsOf(label, count).map((clip) => ({ clip, ...performanceOf(rest, clip, 1) }));

/** Where the tip is, in hand sizes, at evenly spread times of the parts. */
function tipPath(
  { person, parts, scale }: Pick<Performance, "person" | "parts" | "scale">,
  joint: string,
  steps: number,
): Point[] {
  const seconds = secondsOf(parts);
  return Array.from({ length: steps + 1 }, (_, step) => {
    const pose = poseAt(parts, (seconds * step) / steps);
    const reach = reachOf(person, { angles: pose.angles, turn: pose, joint, scale });
    return { x: (pose.x + reach.x) / scale, y: (pose.y + reach.y) / scale };
  });
}

/** The part in which a traced letter is drawn, between its two holds. */
const tracedPart = (parts: readonly Part[]): Part => parts[2] as Part;

describe("the evaluation clips", () => {
  test("show every letter of the alphabet and hands that sign nothing", () => {
    expect([...LABELS].sort()).toEqual([..."ABCDEFGHIJKLMNOPQRSTUVWXYZ", "NO_SIGN"].sort());
    expect(clipsOf("NO_SIGN", 4)).toHaveLength(60);
  });

  test("draw J down and round to the thumb's side, the palm turned to the signer in the end", () => {
    for (const { person, parts, scale } of performancesOf("J", 12)) {
      const drawn = tracedPart(parts);
      const path = tipPath({ person, parts: [drawn], scale }, LITTLE, 40);
      const [start, end] = [path[0] as Point, path.at(-1) as Point];
      const lowest = Math.min(...path.map(({ y }) => y));
      expect(start.y - lowest).toBeGreaterThan(0.08);
      expect(end.x).toBeGreaterThan(start.x);
      expect(end.y).toBeGreaterThan(lowest);
      expect(drawn.at(0).yaw).toBeLessThan(45);
      expect(drawn.at(1).yaw).toBeGreaterThan(90);
      expect(drawn.seconds).toBeGreaterThanOrEqual(0.5);
      expect(drawn.seconds).toBeLessThanOrEqual(1.2);
    }
  });

  test("draw Z in three strokes, the first and the last to the signer's other side", () => {
    for (const { person, parts, scale } of performancesOf("Z", 12)) {
      const path = tipPath({ person, parts: [tracedPart(parts)], scale }, INDEX, 60);
      const xs = path.map(({ x }) => x);
      const firstCorner = xs.indexOf(Math.min(...xs.slice(0, 31)));
      const secondCorner = xs.indexOf(Math.max(...xs.slice(firstCorner)));
      expect(firstCorner).toBeGreaterThan(5);
      expect(secondCorner).toBeGreaterThan(firstCorner);
      expect(secondCorner).toBeLessThan(55);
      expect((path.at(-1) as Point).y).toBeLessThan((path[0] as Point).y);
    }
  });

  test("are the same movement whatever else is rendered and however many frames a second", () => {
    const [clip] = clipsOf("J", 3) as [EvaluationClip];
    const slow = momentsOf(performanceOf(rest, clip, 1), 15);
    const fast = momentsOf(performanceOf(rest, clip, 1), 60);

    expect(slow[10]?.view).toEqual(fast[40]?.view);
    expect(performanceOf(rest, clip, 2).look).not.toEqual(performanceOf(rest, clip, 1).look);
  });

  test("turn half of the still letters as training does and half as it never does", () => {
    const letters: readonly LetterName[] = ["B", "L", "Y"];
    const isTrained = (
      letter: LetterName,
      turn: Readonly<Record<"yaw" | "pitch" | "roll", number>>,
    ): boolean =>
      LETTER_WAYS[letter].some(({ turn: range }) =>
        (["yaw", "pitch", "roll"] as const).every(
          (axis) => turn[axis] >= range[axis][0] && turn[axis] <= range[axis][1],
        ),
      );
    for (const letter of letters) {
      for (const { clip, turn } of performancesOf(letter, 6)) {
        expect(turn && isTrained(letter, turn)).toBe(clip.kind === "within");
      }
    }
  });

  test("hold nothing still that could be taken for a letter", () => {
    const moving = ["passing", "between", "line", "circle", "shake", "approach"];
    for (const { clip, ...performance } of performancesOf("NO_SIGN", 4)) {
      if (!moving.includes(clip.kind)) continue;
      const steps = Math.round(secondsOf(performance.parts) / 0.05);
      const paths = [LITTLE, INDEX].map((joint) => tipPath(performance, joint, steps));
      const travelled = Array.from({ length: steps - 4 }, (_, from) =>
        Math.max(
          ...paths.flatMap((path) =>
            [1, 2, 3, 4].map((later) => {
              const [a, b] = [path[from] as Point, path[from + later] as Point];
              return Math.hypot(b.x - a.x, b.y - a.y);
            }),
          ),
        ),
      );
      expect(Math.min(...travelled), `${clip.kind} ${clip.number}`).toBeGreaterThan(0.01);
    }
  });
});
