/** `npm run models`: converts the hand models into the cache, and writes down beside them which file holds which. */
import { writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { DEFAULT_MODELS_DIRECTORY, ensureModels, modelPath } from "./ensure-models.ts";
import { MODEL_SOURCES, type ModelName } from "./sources.ts";

const directory = process.env.MODELS_DIR ?? DEFAULT_MODELS_DIRECTORY;
await ensureModels(directory, (path) => console.log(`Converted ${path}`));
const names = Object.keys(MODEL_SOURCES) as ModelName[];
const files = Object.fromEntries(names.map((name) => [name, basename(modelPath(directory, name))]));
await writeFile(join(directory, "models.json"), JSON.stringify(files));
