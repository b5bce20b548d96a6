/** The demo clips as a client's camera gives them: landmarks, or pictures. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { z } from "zod";
import { decodeVideo } from "../../../container/decode/decode-media.ts";
import { createHandTracker } from "../../../shared/hands/hand-tracker.ts";
import type { RunModel } from "../../../shared/hands/run-model.ts";

const FOLDER = new URL("../../clips/", import.meta.url);
const ClipsSchema = z.array(
  z.object({
    file: z.string(),
    label: z.string(),
    framesPerSecond: z.number(),
    held: z.array(z.object({ label: z.string(), from: z.int() })),
  }),
);
export type Clip = z.infer<typeof ClipsSchema>[number];

export interface ClipFrame {
  readonly seconds: number;
  /** 63 values in pixels; undefined when no hand is seen. */
  readonly landmarks: Float32Array | undefined;
}

export const demoClips = (): Clip[] =>
  ClipsSchema.parse(JSON.parse(readFileSync(new URL("clips.json", FOLDER), "utf8")));

const pathOf = ({ file }: Clip): string => fileURLToPath(new URL(file, FOLDER));

export async function landmarksOf(clip: Clip, runModel: RunModel): Promise<ClipFrame[]> {
  const tracker = createHandTracker(runModel, { maxHands: 1 });
  const frames: ClipFrame[] = [];
  for await (const { seconds, image } of decodeVideo(pathOf(clip)))
    frames.push({ seconds, landmarks: (await tracker.track(image))[0]?.landmarks });
  return frames;
}

/** JPEG at the quality that browsers take by default. */
export async function picturesOf(clip: Clip): Promise<Uint8Array<ArrayBuffer>[]> {
  const pictures: Uint8Array<ArrayBuffer>[] = [];
  for await (const { image } of decodeVideo(pathOf(clip))) {
    const { width, height, channels, data } = image;
    pictures.push(
      Uint8Array.from(
        await sharp(data, { raw: { width, height, channels } }).jpeg({ quality: 92 }).toBuffer(),
      ),
    );
  }
  return pictures;
}
