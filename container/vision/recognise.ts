/** From a media file to an answer: decode, find the hands, read the sign. */
import type { InvocationOptions, InvocationResult, Task } from "../../shared/contract/invocation.ts";
import type { Alphabet } from "../../shared/signs/alphabet.ts";
import { FaultError } from "../fault-error.ts";
import { recognisePicture } from "./recognise-picture.ts";
import { recogniseVideoFile } from "./recognise-video-file.ts";
import { trackPicture } from "./track-picture.ts";
import type { MediaFile, Recognition, Vision } from "./vision.ts";

/** Tasks that ask for no sign. */
const HAND_TASKS: readonly Task[] = ["detect", "track"];

/** What a vision without alphabets calls itself. */
export const NO_MODEL_VERSION = "none";

/**
 * Does one task. Rejects with FaultError for language_not_supported and every fault of decoding, with the signal's reason
 * when it is aborted, and with the runtime's error when a network fails.
 */
export async function recognise(
  vision: Vision,
  file: MediaFile,
  options: InvocationOptions,
  signal: AbortSignal,
): Promise<InvocationResult> {
  const { task, language, top_k: topK } = options;
  const alphabet = HAND_TASKS.includes(task) ? undefined : requireAlphabet(vision, language);
  const request = { alphabet, topK, signal };
  const started = performance.now();
  const recogniseFile = (): Promise<Recognition> => {
    if (file.kind === "video") return recogniseVideoFile(vision, file.path, request);
    return task === "track"
      ? trackPicture(vision, file.path, { ...options, signal })
      : recognisePicture(vision, file.path, request);
  };
  const answer = await recogniseFile();
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
