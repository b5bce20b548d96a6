/** Decodes a JPEG or PNG picture. Runs in a decoder process. */
import sharp from "sharp";
import type { Image } from "../../shared/hands/image.ts";
import type { DecodeLimits } from "./limits.ts";
import { MediaFault } from "./media-fault.ts";

/** The picture upright and at most `pictureLongSidePixels` long. Rejects with a MediaFault or an error of the decoder. */
export async function readPicture(path: string, limits: DecodeLimits): Promise<Image> {
  // libvips decodes a dozen formats more, SVG among them; none of those is wanted here.
  sharp.block({ operation: ["VipsForeignLoad"] });
  sharp.unblock({ operation: ["VipsForeignLoadJpeg", "VipsForeignLoadPng"] });
  sharp.concurrency(1);
  sharp.cache(false);

  const options = { failOn: "error", autoOrient: true, limitInputPixels: false } as const;
  const { width, height } = await sharp(path, options).metadata();
  if (width * height > limits.maxPicturePixels) {
    const megapixels = Math.round(limits.maxPicturePixels / 1e6);
    throw new MediaFault("media_dimensions_too_large", { limit: `${megapixels} million` });
  }
  const side = limits.pictureLongSidePixels;
  const { data, info } = await sharp(path, { ...options, limitInputPixels: limits.maxPicturePixels })
    .resize({ width: side, height: side, fit: "inside", withoutEnlargement: true })
    .flatten()
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) throw new MediaFault("media_unreadable", { cause: `${info.channels} channels` });
  return { width: info.width, height: info.height, channels: 3, data };
}
