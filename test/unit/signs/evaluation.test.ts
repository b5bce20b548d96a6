import { describe, expect, test } from "vitest";
import { confusionPicture } from "../../../container/train/confusion-picture.ts";
import { type FileAnswer, labelOfFile, scoreAnswers } from "../../../container/train/evaluate-media.ts";
import { calibrationError, reliability } from "../../../container/train/metrics.ts";

const answer = (file: string, ...predictions: [label: string, confidence: number][]): FileAnswer => ({
  file,
  label: labelOfFile(file) ?? "",
  predictions: predictions.map(([label, confidence]) => ({ label, confidence })),
});

describe("the score of a folder", () => {
  test.each([
    ["A10_jpg.rf.650e.jpg", "A"],
    ["b.mp4", "B"],
    ["ñ-2.webm", "Ñ"],
    ["LL3.mov", "LL"],
    ["N\u03031.mp4", "Ñ"],
    ["no_sign-wave-2.mp4", "NO_SIGN"],
    ["3_A.jpg", undefined],
  ])("takes the label of %s from the letters it begins with", (name, label) => {
    expect(labelOfFile(name)).toBe(label);
  });

  test("counts a hand that was not found as wrong, and a letter that the alphabet lacks only among the signs", () => {
    const result = scoreAnswers(
      [
        answer("A1.jpg", ["A", 0.9], ["B", 0.1]),
        answer("A2.jpg", ["B", 0.6], ["A", 0.3]),
        answer("B1.jpg"),
        answer("B2.jpg", ["B", 0.4], ["A", 0.1]),
        answer("J1.jpg", ["A", 0.2]),
        answer("NO_SIGN1.jpg", ["B", 0.7]),
      ],
      ["A", "B"],
    );

    expect(result).toMatchObject({
      files: 6,
      detected: 5,
      top1: 0.5,
      top3: 0.75,
      no_sign_rate: 0.5,
      unknown_labels: ["J", "NO_SIGN"],
      false_sign_rate: 0.5,
    });
    expect(result.top1_of_detected).toBeCloseTo(2 / 3);
    expect(result.per_label.A).toEqual({ files: 2, detected: 2, top1: 0.5, no_sign_rate: 0 });
    expect(result.per_label.B).toEqual({ files: 2, detected: 1, top1: 0.5, no_sign_rate: 1 });
    expect(result.misses.map(({ file }) => file)).toEqual(["A2.jpg", "B1.jpg"]);
    expect(result.false_signs).toEqual([{ file: "NO_SIGN1.jpg", answer: "B", confidence: 0.7 }]);
  });

  test("counts a file that cannot be read as wrong, and names it", () => {
    const result = scoreAnswers(
      [answer("A1.jpg", ["A", 0.9]), { ...answer("A2.jpg"), problem: "media_unreadable" }],
      ["A"],
    );

    expect(result).toMatchObject({ files: 2, detected: 1, top1: 0.5 });
    expect(result.unreadable).toEqual([{ file: "A2.jpg", problem: "media_unreadable" }]);
  });

  test("counts no label as right that comes first of several without any confidence", () => {
    expect(scoreAnswers([answer("A1.jpg", ["A", 0], ["B", 0])], ["A", "B"])).toMatchObject({
      top1: 0,
      top3: 0,
    });
  });

  test("knows letters of an alphabet whatever their case, and has no share of nothing", () => {
    const negatives = scoreAnswers([answer("NO_SIGN1.jpg", ["a", 0.2])], ["a"]);

    expect(scoreAnswers([answer("A1.jpg", ["a", 0.9])], ["a"])).toMatchObject({
      top1: 1,
      unknown_labels: [],
    });
    expect(negatives).toMatchObject({ top1: null, top3_of_detected: null, false_sign_rate: 0 });
  });
});

describe("the reliability of answers", () => {
  const surenessOf = (confidence: number, right: number, wrong: number) =>
    Array.from({ length: right + wrong }, (_, index) => ({ confidence, isRight: index < right }));

  test("is faultless when answers are right as often as they are confident", () => {
    expect(calibrationError([...surenessOf(0.8, 8, 2), ...surenessOf(0.5, 5, 5)])).toBeCloseTo(0);
  });

  test("shows how far confidence is from accuracy, weighing bins by their answers", () => {
    const answers = [...surenessOf(0.9, 3, 0), ...surenessOf(0.6, 0, 1)];

    expect(calibrationError(answers)).toBeCloseTo(0.75 * 0.1 + 0.25 * 0.6);
    expect(reliability(answers, 10)).toEqual([
      { from: 0.6, meanConfidence: 0.6, accuracy: 0, count: 1 },
      { from: 0.9, meanConfidence: expect.closeTo(0.9), accuracy: 1, count: 3 },
    ]);
  });
});

describe("the picture of a confusion matrix", () => {
  test("shows each letter's share of answers, and those that were none", () => {
    const picture = confusionPicture(
      [
        [3, 1, 0],
        [0, 1, 1],
      ],
      ["A", "B"],
    );

    expect([...picture.matchAll(/>(\d+)<\/text>/g)].map(([, percent]) => Number(percent))).toEqual([
      75, 25, 50, 50,
    ]);
    expect(picture).toContain(">none</text>");
  });
});
