import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CROP_SIZE, drawCrop } from "../../../shared/hands/crop.ts";
import type { Hand } from "../../../shared/hands/hand.ts";
import type { Image } from "../../../shared/hands/image.ts";
import { projectLandmarks } from "../../../shared/hands/landmark-projection.ts";
import { drawLetterbox, PALM_SIZE } from "../../../shared/hands/letterbox.ts";
import {
  decodePalms,
  mergeOverlapping,
  PALM_ANCHORS,
  type Palm,
} from "../../../shared/hands/palm-detection.ts";
import { type RegionOfInterest, regionFromLandmarks } from "../../../shared/hands/region-of-interest.ts";
import { isSameHand } from "../../../shared/hands/same-hand.ts";
import { searchViewsOf } from "../../../shared/hands/search-views.ts";

/** Red grows to the right and green downwards, so a sampled colour says where it was sampled. */
const gradient = (width: number, height: number): Image => ({
  width,
  height,
  channels: 3,
  data: Uint8Array.from({ length: width * height * 3 }, (_, index) => {
    const cell = Math.floor(index / 3);
    if (index % 3 === 0) return cell % width;
    return index % 3 === 1 ? Math.floor(cell / width) : 0;
  }),
});

const palm = fc.record({
  score: fc.double({ min: 0.5, max: 1, noNaN: true }),
  centerX: fc.double({ min: 0, max: 192, noNaN: true }),
  centerY: fc.double({ min: 0, max: 192, noNaN: true }),
  width: fc.double({ min: 5, max: 90, noNaN: true }),
  height: fc.double({ min: 5, max: 90, noNaN: true }),
  keypoints: fc.array(fc.double({ min: 0, max: 192, noNaN: true }), { minLength: 14, maxLength: 14 }),
});

describe("the letterbox", () => {
  test("keeps the aspect ratio and paints the rest black", () => {
    const target = new Float32Array(3 * PALM_SIZE * PALM_SIZE);

    const picture = gradient(200, 100);
    drawLetterbox(picture, searchViewsOf(picture).whole, target);

    expect(target[10 * PALM_SIZE + 100]).toBe(0);
    const red = (target[96 * PALM_SIZE + 96] ?? 0) * 255;
    expect(red).toBeCloseTo(96.5 / 0.96 - 0.5, 3);
  });

  test("cuts off what lies outside of the square", () => {
    const picture = gradient(200, 100);
    const last = searchViewsOf(picture).squares.at(-1);
    const target = new Float32Array(3 * PALM_SIZE * PALM_SIZE);
    if (!last) throw new Error("A long picture has squares");

    drawLetterbox(picture, last, target);

    const red = (target[96 * PALM_SIZE + 96] ?? 0) * 255;
    expect(red).toBeCloseTo(100 + 96.5 / 1.92 - 0.5, 3);
  });
});

describe("the views of a picture", () => {
  const size = fc.record({
    short: fc.integer({ min: 60, max: 800 }),
    ratio: fc.double({ min: 1.25, max: 2.5, noNaN: true }),
    isUpright: fc.boolean(),
  });

  test("show each point of a long picture large in one of its squares", () => {
    fc.assert(
      fc.property(size, fc.double({ min: 0, max: 1, noNaN: true }), ({ short, ratio, isUpright }, place) => {
        const long = Math.round(short * ratio);
        const { squares } = searchViewsOf(
          isUpright ? { width: short, height: long } : { width: long, height: short },
        );

        const shown = squares.map(({ scale, offsetX, offsetY }) => {
          expect(scale * short).toBeCloseTo(PALM_SIZE, 6);
          expect(isUpright ? offsetX : offsetY).toBeCloseTo(0, 6);
          return place * long * scale + (isUpright ? offsetY : offsetX);
        });

        expect(shown.some((at) => at >= -1e-6 && at <= PALM_SIZE + 1e-6)).toBe(true);
      }),
    );
  });

  test("of a square picture are two", () => {
    const { whole, fromAfar, squares } = searchViewsOf({ width: 100, height: 100 });

    expect(whole).toEqual({ scale: 1.92, offsetX: 0, offsetY: 0 });
    expect(fromAfar).toEqual({ scale: 0.96, offsetX: 48, offsetY: 48 });
    expect(squares).toEqual([]);
  });
});

describe("palm detection", () => {
  test("has 2016 anchors in the unit square, those of one cell together", () => {
    expect(PALM_ANCHORS.length).toBe(2016 * 2);
    expect([...PALM_ANCHORS.slice(0, 4)]).toEqual([
      ...Float32Array.of(0.5 / 24, 0.5 / 24, 0.5 / 24, 0.5 / 24),
    ]);
    expect(Math.min(...PALM_ANCHORS)).toBeGreaterThan(0);
    expect(Math.max(...PALM_ANCHORS)).toBeLessThan(1);
  });

  test("reads boxes relative to their anchor and leaves out those under the threshold", () => {
    const boxes = new Float32Array(2016 * 18);
    const logits = new Float32Array(2016).fill(-5);
    logits[3] = 2;
    boxes.set([1, 2, 30, 40], 3 * 18);

    const [found, ...others] = decodePalms(boxes, logits, 0.5);

    expect(others).toEqual([]);
    expect(found?.centerX).toBeCloseTo(1 + (1.5 / 24) * 192, 4);
    expect(found?.centerY).toBeCloseTo(2 + (0.5 / 24) * 192, 4);
    expect(found?.score).toBeCloseTo(1 / (1 + Math.exp(-2)), 6);
  });

  test("merges the same palms whatever their order, and never makes more of them", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(palm, { maxLength: 12, selector: ({ score }) => score }),
        (palms: Palm[]) => {
          const merged = mergeOverlapping(palms);

          expect(merged.length).toBeLessThanOrEqual(palms.length);
          expect(mergeOverlapping(palms.toReversed())).toEqual(merged);
          expect(merged.map(({ score }) => score)).toEqual(
            merged.map(({ score }) => score).toSorted((a, b) => b - a),
          );
        },
      ),
    );
  });

  test("leaves palms alone that do not overlap, so merging again changes nothing", () => {
    const apart = fc
      .array(palm, { maxLength: 5 })
      .map((palms) =>
        palms
          .map((one, index) => ({ ...one, centerX: one.centerX + index * 400 }))
          .toSorted((a, b) => b.score - a.score),
      );
    fc.assert(
      fc.property(apart, (palms) => {
        const merged = mergeOverlapping(palms);

        expect(merged.map(({ score }) => score)).toEqual(palms.map(({ score }) => score));
        merged.forEach((one, index) => {
          expect(one.centerX).toBeCloseTo(palms[index]?.centerX ?? 0, 6);
          expect(one.width).toBeCloseTo(palms[index]?.width ?? 0, 6);
        });
      }),
    );
  });
});

/** The wrist at a place in a picture, the fingers up, of about a size. */
const uprightHand = (x: number, size: number): Float32Array =>
  Float32Array.from({ length: 63 }, (_, index) => {
    const point = Math.floor(index / 3);
    const [finger, joint] = [Math.floor((point - 1) / 4), (point - 1) % 4];
    if (index % 3 === 0) return point === 0 ? x : x + (finger - 2) * 0.15 * size;
    return index % 3 === 1 ? 200 - (point === 0 ? 0 : 0.3 + 0.15 * joint) * size : 0;
  });

describe("regions of interest", () => {
  const region = fc.record({
    centerX: fc.double({ min: 80, max: 120, noNaN: true }),
    centerY: fc.double({ min: 80, max: 120, noNaN: true }),
    side: fc.double({ min: 30, max: 90, noNaN: true }),
    rotation: fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }),
  });

  test("put a landmark back where its crop pixel was sampled", () => {
    const image = gradient(200, 200);
    const crop = new Float32Array(3 * CROP_SIZE * CROP_SIZE);
    fc.assert(
      fc.property(
        region,
        fc.nat(CROP_SIZE - 1),
        fc.nat(CROP_SIZE - 1),
        (roi: RegionOfInterest, column, row) => {
          drawCrop(image, roi, crop);
          const landmarks = new Float32Array(63);
          landmarks.set([column + 0.5, row + 0.5, 0]);

          const [x = 0, y = 0] = projectLandmarks(landmarks, roi);

          const at = row * CROP_SIZE + column;
          expect((crop[at] ?? 0) * 255).toBeCloseTo(x - 0.5, 1);
          expect((crop[CROP_SIZE * CROP_SIZE + at] ?? 0) * 255).toBeCloseTo(y - 0.5, 1);
        },
      ),
      { numRuns: 30 },
    );
  });

  test("are cut out alike whether or not the pixels carry transparency", () => {
    const opaque = gradient(60, 40);
    const transparent: Image = {
      ...opaque,
      channels: 4,
      data: Uint8Array.from({ length: 60 * 40 * 4 }, (_, index) =>
        index % 4 === 3 ? 77 : (opaque.data[Math.floor(index / 4) * 3 + (index % 4)] ?? 0),
      ),
    };
    const roi: RegionOfInterest = { centerX: 20, centerY: 30, side: 70, rotation: 0.4 };
    const crops = [opaque, transparent].map((image) => {
      const crop = new Float32Array(3 * CROP_SIZE * CROP_SIZE);
      drawCrop(image, roi, crop);
      return crop;
    });

    expect(crops[1]).toEqual(crops[0]);
  });

  test("are of one hand when most of one lies in the other, and not when they are side by side", () => {
    const handAt = (x: number, size: number): Hand => ({
      handedness: "Left",
      handednessScore: 1,
      score: 1,
      landmarks: uprightHand(x, size),
      worldLandmarks: new Float32Array(63),
    });
    const isSame = (a: Hand, b: Hand): boolean => isSameHand(a, b) && isSameHand(b, a);

    expect(isSame(handAt(0, 100), handAt(10, 100))).toBe(true);
    expect(isSame(handAt(0, 100), handAt(10, 40))).toBe(true);
    expect(isSame(handAt(0, 100), handAt(120, 100))).toBe(false);
    expect(isSame(handAt(0, 100), handAt(120, 40))).toBe(false);
  });

  test("follow a hand that moves, grows and turns", () => {
    const hand = uprightHand(100, 100);
    const upright = regionFromLandmarks(hand);
    const turned = regionFromLandmarks(
      hand.map((value, index) => [-(hand[index + 1] ?? 0), hand[index - 1] ?? 0, value][index % 3] ?? 0),
    );

    expect(upright.rotation).toBeCloseTo(0, 1);
    expect(turned.rotation).toBeCloseTo(upright.rotation + Math.PI / 2, 4);
    expect(turned.side).toBeCloseTo(upright.side, 3);
    expect(turned.centerX).toBeCloseTo(-upright.centerY, 2);
    expect(turned.centerY).toBeCloseTo(upright.centerX, 2);
  });
});
