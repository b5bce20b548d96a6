/** From a media file to an answer: decode, find the hands, read the sign. */
import type { InvocationOptions, InvocationResult, Task } from "../../shared/contract/invocation.ts";
import { DEFAULT_LANGUAGE } from "../../shared/contract/model.ts";
import { chooseModel } from "../../shared/signs/choose-model.ts";
import { FaultError } from "../fault-error.ts";
import { recognisePicture } from "./recognise-picture.ts";
import { recogniseVideoFile } from "./recognise-video-file.ts";
import { trackPicture } from "./track-picture.ts";
import type { MediaFile, Recognition, Vision } from "./vision.ts";

/** Tasks that ask for no sign. */
const HAND_TASKS: readonly Task[] = ["detect", "track"];

/** What a vision without alphabets calls itself. */
const NO_MODEL_VERSION = "none";

/**
 * Does one task. Rejects with FaultError for language_not_supported, model_version_not_supported and every fault of decoding, with the signal's reason
 * when it is aborted, and with the runtime's error when a network fails.
 */
export async function recognise(
  vision: Vision,
  file: MediaFile,
  options: InvocationOptions,
  signal: AbortSignal,
): Promise<InvocationResult> {
  const { task, language, model_version: version, expected, top_k: topK } = options;
  const chosen = HAND_TASKS.includes(task)
    ? undefined
    : chooseModel(vision.alphabets, { languageCode: language, version, active: vision.activeModels });
  if (chosen && !chosen.ok) throw new FaultError(chosen.error);
  const alphabet = chosen?.value;
  const request = { alphabet, expected, topK, signal };
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

/** The active version of the default language, or of the first there is; every answer without an alphabet bears it. */
export function modelVersionOf({
  alphabets,
  activeModels,
}: Pick<Vision, "alphabets" | "activeModels">): string {
  for (const languageCode of [DEFAULT_LANGUAGE, alphabets[0]?.languageCode ?? ""]) {
    const chosen = chooseModel(alphabets, { languageCode, active: activeModels });
    if (chosen.ok) return chosen.value.version;
  }
  return NO_MODEL_VERSION;
}
