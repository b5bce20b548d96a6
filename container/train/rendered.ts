import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readDataset, type Sample } from "./dataset.ts";

/** The source of rendered hands. */
export const RENDERED = "rendered";

/**
 * Rendered hands of a language, as `npm run render:hands` left them in container/train/rendered/<language>; none if it has
 * none. What is no letter in one language may be one in another, so they are never shared.
 */
export async function readRendered(languageCode: string): Promise<Sample[]> {
  const folder = fileURLToPath(new URL(`./rendered/${languageCode.toLowerCase()}`, import.meta.url));
  return existsSync(folder) ? readDataset(folder, languageCode) : [];
}
