/** Keeps the converted models in a cache folder, and makes what is missing there. */
import { createHash, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CONVERTER_VERSION, convertToOnnx } from "./convert.ts";
import { MODEL_SOURCES, type ModelName, readModelSource } from "./sources.ts";

export const DEFAULT_MODELS_DIRECTORY = fileURLToPath(new URL("../../.cache/models", import.meta.url));

const MODEL_NAMES = Object.keys(MODEL_SOURCES) as ModelName[];

/** Path of a converted model; its name changes with the source and with the converter. */
export function modelPath(directory: string, name: ModelName): string {
  const key = createHash("sha256").update(`${MODEL_SOURCES[name].sha256}:${CONVERTER_VERSION}`).digest("hex");
  return join(directory, `${name}-${key.slice(0, 12)}.onnx`);
}

/**
 * Converts the models that are not there yet; several threads and processes may do so at once, since each file
 * appears complete. Throws when @mediapipe/hands is missing or changed.
 */
export async function ensureModels(
  directory = DEFAULT_MODELS_DIRECTORY,
  onConverted: (path: string) => void = () => {},
): Promise<void> {
  const missing = MODEL_NAMES.filter((name) => !existsSync(modelPath(directory, name)));
  if (missing.length > 0) await mkdir(directory, { recursive: true });
  for (const name of missing) {
    const path = modelPath(directory, name);
    const unfinished = `${path}.${randomUUID()}`;
    await writeFile(unfinished, convertToOnnx(await readModelSource(name)));
    await rename(unfinished, path);
    onConverted(path);
  }
}
