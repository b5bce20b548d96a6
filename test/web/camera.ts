/** What the browser's camera shows: a clip as a row of JPEG pictures, which Chromium plays over and over. */
import { open } from "node:fs/promises";
import sharp, { type Sharp } from "sharp";
import { DEFAULT_DECODE_LIMITS } from "../../container/decode/limits.ts";
import { readVideo, type TimedImage } from "../../container/decode/read-video.ts";
import type { Image } from "../../shared/hands/image.ts";

/** The frames of a clip as the vision container decodes them. */
export const framesOf = (clip: string): TimedImage[] => [...readVideo(clip, DEFAULT_DECODE_LIMITS)];

export const toSharp = ({ data, width, height, channels }: Image): Sharp =>
  sharp(data, { raw: { width, height, channels } });

/** Writes the clip for `--use-file-for-fake-video-capture`; the path has to end in .mjpeg. */
export async function writeCameraFile(clip: string, path: string): Promise<void> {
  const file = await open(path, "w");
  for (const { image } of framesOf(clip))
    await file.write(await toSharp(image).jpeg({ quality: 90 }).toBuffer());
  await file.close();
}
