import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Orientation,
  orient,
  readDisplayMatrix,
  UPRIGHT,
} from "../../../container/decode/orientation.ts";
import type { Image } from "../../../shared/hands/image.ts";

const QUARTER_TURN: Orientation = { a: 0, b: 1, c: -1, d: 0 };

const images = fc
  .record({ width: fc.integer({ min: 1, max: 5 }), height: fc.integer({ min: 1, max: 5 }) })
  .chain(({ width, height }) =>
    fc
      .uint8Array({ minLength: width * height * 3, maxLength: width * height * 3 })
      .map((data): Image => ({ width, height, channels: 3, data })),
  );

const orientations = fc.constantFrom<Orientation>(
  ...[-1, 1].flatMap((p) =>
    [-1, 1].flatMap((q) => [
      { a: p, b: 0, c: 0, d: q },
      { a: 0, b: p, c: q, d: 0 },
    ]),
  ),
);

/** As a container stores it; in a display matrix 1 is 0x10000. */
function displayMatrix({ a, b, c, d }: Orientation): Uint8Array {
  return new Uint8Array(
    Int32Array.from([a, b, 0, c, d, 0, 0, 0, 0x4000].map((value) => value * 0x10000)).buffer,
  );
}

test("a quarter turn brings the left column to the top", () => {
  const picture: Image = { width: 2, height: 1, channels: 3, data: Uint8Array.of(1, 1, 1, 2, 2, 2) };

  const turned = orient(picture, QUARTER_TURN);

  expect(turned).toMatchObject({ width: 1, height: 2 });
  expect([...turned.data]).toEqual([1, 1, 1, 2, 2, 2]);
});

test("four quarter turns change nothing", () => {
  fc.assert(
    fc.property(images, (image) => {
      const turned = [1, 2, 3, 4].reduce((shown) => orient(shown, QUARTER_TURN), image);

      expect({ ...turned, data: [...turned.data] }).toEqual({ ...image, data: [...image.data] });
    }),
  );
});

test("every orientation is read back from its display matrix and keeps every pixel", () => {
  fc.assert(
    fc.property(images, orientations, (image, orientation) => {
      const read = readDisplayMatrix(displayMatrix(orientation));
      const shown = orient(image, read);

      expect(read).toEqual(orientation);
      expect([...shown.data].sort()).toEqual([...image.data].sort());
    }),
  );
});

test("anything that is no quarter turn counts as upright", () => {
  const skewed = displayMatrix({ a: 1, b: 1, c: -1, d: 1 });

  expect([null, new Uint8Array(8), skewed].map(readDisplayMatrix)).toEqual([UPRIGHT, UPRIGHT, UPRIGHT]);
});
