/** `npm run models`: converts the hand models into the cache. */
import { DEFAULT_MODELS_DIRECTORY, ensureModels } from "./ensure-models.ts";

await ensureModels(process.env.MODELS_DIR ?? DEFAULT_MODELS_DIRECTORY, (path) =>
  console.log(`Converted ${path}`),
);
