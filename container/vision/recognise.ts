/** From a media file to an answer: decode, find the hands, read the sign. */
import type { InvocationOptions, InvocationResult } from "../../shared/contract/invocation.ts";
import type { Alphabet } from "../../shared/signs/alphabet.ts";
import { FaultError } from "../fault-error.ts";
import { recognisePicture } from "./recognise-picture.ts";
import { recogniseVideoFile } from "./recognise-video-file.ts";
import type { MediaFile, Vision } from "./vision.ts";

/** What a vision without alphabets calls itself. */
export const NO_MODEL_VERSION = "none";

/**
 * Does one task. Rejects with FaultError for language_not_supported and every fault of decoding, with the signal's reason
 * when it is aborted, and with the runtime's error when a network fails.
 */
export async function recognise(
  vision: Vision,
  file: MediaFile,
  { task, language, top_k: topK }: InvocationOptions,
  signal: AbortSignal,
): Promise<InvocationResult> {
  const alphabet = task === "detect" ? undefined : requireAlphabet(vision, language);
  const request = { alphabet, topK, signal };
  const started = performance.now();
  const answer =
    file.kind === "picture"
      ? await recognisePicture(vision, file.path, request)
      : await recogniseVideoFile(vision, file.path, request);
  const timings = { ...answer.timings_ms, total: performance.now() - started };
  return {
    ...answer,
    model_version: alphabet?.version ?? modelVersionOf(vision),
    timings_ms: Object.fromEntries(Object.entries(timings).map(([name, ms]) => [name, Math.round(ms)])),
  };
}

/** Of the first alphabet, which every answer without an alphabet of its own bears. */
export const modelVersionOf = ({ alphabets }: Pick<Vision, "alphabets">): string =>
  alphabets[0]?.version ?? NO_MODEL_VERSION;

function requireAlphabet({ alphabets }: Vision, language: string): Alphabet {
  const code = language.toUpperCase();
  const alphabet = alphabets.find(({ languageCode }) => languageCode === code);
  if (alphabet) return alphabet;
  const supported = alphabets.map(({ languageCode }) => languageCode).join(", ");
  throw new FaultError({ code: "language_not_supported", params: { supported } });
}
