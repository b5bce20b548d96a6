/** Tells from a file's first bytes what to do with it; what the sender calls it does not count. */
import type { MediaKind } from "./decoder-job.ts";

/** Bytes that {@link sniffMedia} wants to see. */
export const SNIFF_BYTES = 16;

/** Still-picture brands of the ISO base media format; a video demuxer opens them and sees one tile of the picture. */
const STILL_BRANDS = new Set(["heic", "heix", "heim", "heis", "mif1", "avif"]);

/**
 * JPEG and PNG are pictures. Everything else is left to the video demuxers, which know more formats' quirks than a list of
 * signatures, save what they would misread: undefined.
 */
export function sniffMedia(head: Uint8Array): MediaKind | undefined {
  const text = String.fromCharCode(...head.subarray(0, SNIFF_BYTES));
  if (text.startsWith("\xff\xd8\xff") || text.startsWith("\x89PNG\r\n\x1a\n")) return "picture";
  if (text.slice(4, 8) === "ftyp" && STILL_BRANDS.has(text.slice(8, 12))) return undefined;
  return "video";
}
