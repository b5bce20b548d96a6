/** Shows pictures to the recogniser of the practice page in a browser, and to that of the vision container. */
import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { loadHandModels } from "../../container/inference/hand-models.ts";
import { DEFAULT_MODELS_DIRECTORY } from "../../container/models/ensure-models.ts";
import { createHandTracker } from "../../shared/hands/hand-tracker.ts";
import type { Image } from "../../shared/hands/image.ts";
import type { FromRecogniser, Seen, ToRecogniser } from "../../worker/web/practice/recogniser/messages.ts";
import { toSharp } from "./camera.ts";

const BUILT_FILES = fileURLToPath(new URL("../../worker/public/app/files", import.meta.url));

/** What was seen in one picture. */
export interface Sight {
  /** 63 values a hand, in pixels. */
  readonly hands: readonly (readonly number[])[];
  readonly milliseconds: number;
}

/** In the browser: `page` is at /practice, whose recogniser is started once more, with the same messages. */
export async function seeInBrowser(page: Page, pictures: readonly Image[]): Promise<Sight[]> {
  const files = await readdir(BUILT_FILES);
  const script = files.find((name) => name.startsWith("recogniser-worker"));
  const pngs = await Promise.all(pictures.map((picture) => toSharp(picture).png().toBuffer()));
  const shown = { script: `/app/files/${script}`, pngs: pngs.map((png) => png.toString("base64")) };
  return page.evaluate(async ({ script, pngs }) => {
    const worker = new Worker(script, { type: "module" });
    const say = (message: ToRecogniser, transfer: Transferable[] = []) =>
      worker.postMessage(message, transfer);
    const hear = (kind: FromRecogniser["kind"]): Promise<FromRecogniser> =>
      new Promise((resolve, reject) => {
        worker.onmessage = ({ data }: MessageEvent<FromRecogniser>) => {
          if (data.kind === kind) resolve(data);
          else if (data.kind === "failed") reject(new Error(data.detail));
        };
      });
    say({ kind: "load", quality: "full", languageCode: "ASL" });
    await hear("ready");
    const sights: Sight[] = [];
    for (const [index, png] of pngs.entries()) {
      const blob = new Blob([Uint8Array.from(atob(png), (byte) => byte.charCodeAt(0))], {
        type: "image/png",
      });
      const exactly = { colorSpaceConversion: "none", premultiplyAlpha: "none" } as const;
      const picture = await createImageBitmap(blob, exactly);
      say({ kind: "frame", picture, seconds: index / 15, wanted: undefined }, [picture]);
      const { hands, milliseconds } = (await hear("seen")) as Seen;
      sights.push({ hands: hands.map(({ landmarks }) => [...landmarks]), milliseconds });
    }
    worker.terminate();
    return sights;
  }, shown);
}

/** With the container's own runtime. */
export async function seeInContainer(pictures: readonly Image[]): Promise<Sight[]> {
  const { runModel, release } = await loadHandModels({
    modelsDirectory: DEFAULT_MODELS_DIRECTORY,
    quality: "full",
    threads: 1,
    provider: "cpu",
  });
  const tracker = createHandTracker(runModel);
  const sights: Sight[] = [];
  for (const picture of pictures) {
    const begun = performance.now();
    const hands = await tracker.track(picture);
    sights.push({
      hands: hands.map(({ landmarks }) => [...landmarks]),
      milliseconds: performance.now() - begun,
    });
  }
  await release();
  return sights;
}

/**
 * Largest distance between a landmark of one and of the other, in percent of the hand's size (the longer side of its box);
 * infinite where one sees a hand that the other does not.
 */
export function largestDifference(ones: readonly Sight[], others: readonly Sight[]): number {
  return Math.max(
    ...ones.flatMap(({ hands }, picture) => {
      const counterparts = others[picture]?.hands ?? [];
      if (hands.length !== counterparts.length) return [Number.POSITIVE_INFINITY];
      return hands.map(
        (hand, index) => (100 * largestDistance(hand, counterparts[index] ?? [])) / sizeOf(hand),
      );
    }),
  );
}

function largestDistance(hand: readonly number[], other: readonly number[]): number {
  const axis = (values: readonly number[], point: number, offset: number): number =>
    values[point * 3 + offset] ?? Number.NaN;
  const distances = Array.from({ length: hand.length / 3 }, (_, point) =>
    Math.hypot(...[0, 1].map((offset) => axis(hand, point, offset) - axis(other, point, offset))),
  );
  return Math.max(...distances);
}

function sizeOf(hand: readonly number[]): number {
  const extents = [0, 1].map((offset) => {
    const values = hand.filter((_, index) => index % 3 === offset);
    return Math.max(...values) - Math.min(...values);
  });
  return Math.max(...extents);
}
