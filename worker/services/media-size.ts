import type { Fault } from "../../shared/contract/errors.ts";
import type { OpenVideo } from "../ports/videos.ts";

const MEBIBYTE = 1024 * 1024;

/** What is wrong with the size of a file. */
export function sizeFault({ sizeBytes }: Pick<OpenVideo, "sizeBytes">, maxBytes: number): Fault | undefined {
  if (sizeBytes === 0) return { code: "media_empty" };
  if (sizeBytes <= maxBytes) return undefined;
  return { code: "media_too_large", params: { limit: `${maxBytes / MEBIBYTE} MB` } };
}
