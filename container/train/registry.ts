import { writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Writes the module that imports the weights of every trained alphabet, so that bundlers find them. */
export async function writeRegistry(folder: string, languages: readonly string[]): Promise<void> {
  const names = languages.toSorted();
  const source = [
    "/** Written by `npm run train`: the weights of every alphabet. */",
    'import type { AlphabetFile } from "../alphabet.ts";',
    ...names.map((name) => `import ${name} from "./${name}/weights.json" with { type: "json" };`),
    "",
    `export const ALPHABET_FILES: readonly AlphabetFile[] = [${names.join(", ")}];`,
    "",
  ];
  await writeFile(join(folder, "registry.ts"), source.join("\n"));
}
