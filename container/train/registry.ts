import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Writes the module that imports every trained version (`<language>/<version>/weights.json`), so that bundlers find them. */
export async function writeRegistry(folder: string): Promise<void> {
  const languages = await foldersIn(folder);
  const versions = await Promise.all(
    languages.map(async (language) =>
      (await foldersIn(join(folder, language))).map((version) => ({
        name: `${language}_${version}`.replaceAll(/[^a-z0-9]/g, "_"),
        path: `./${language}/${version}/weights.json`,
      })),
    ),
  );
  const source = [
    "/** Written by `npm run train`: the weights of every version of every alphabet. */",
    'import type { AlphabetFile } from "../alphabet.ts";',
    ...versions.flat().map(({ name, path }) => `import ${name} from "${path}" with { type: "json" };`),
    "",
    "export const ALPHABET_FILES: readonly AlphabetFile[] = [",
    ...versions.flat().map(({ name }) => `  ${name},`),
    "];",
    "",
  ];
  await writeFile(join(folder, "registry.ts"), source.join("\n"));
}

const foldersIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
