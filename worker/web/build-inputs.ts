/** What the pages take from outside worker/web and shared: the converted models, demo clips, and facts about them. */
import { readFile, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Alias } from "vite";
import { signsOf } from "../../shared/signs/alphabet.ts";
import { ALPHABETS } from "../../shared/signs/alphabets.ts";
import { isActive } from "../../shared/signs/choose-model.ts";
import type { BuiltFacts } from "./built-facts.ts";

const MODELS = process.env.MODELS_DIR ?? fileURLToPath(new URL("../../.cache/models", import.meta.url));
const CLIPS = fileURLToPath(new URL("../../test/clips", import.meta.url));
const RUNTIMES = ["ort-wasm-simd-threaded.wasm", "ort-wasm-simd-threaded.jspi.wasm"];

export interface BuildInputs {
  /** `@models/palm-full.onnx` and so on, `@clips/asl-l.mp4` and so on. */
  readonly aliases: Alias[];
  /** For Vite's `define`. */
  readonly define: Readonly<Record<string, string>>;
}

/** Rejects when `npm run models` has not been run. */
export async function readBuildInputs(): Promise<BuildInputs> {
  const models = JSON.parse(await readFile(join(MODELS, "models.json"), "utf8")) as Record<string, string>;
  const { resolve } = createRequire(import.meta.url);
  const files = [
    ...Object.entries(models).map(([name, file]) => [`${name}.onnx`, join(MODELS, file)] as const),
    ...RUNTIMES.map((name) => [name, resolve(`onnxruntime-web/${name}`)] as const),
  ];
  const sizes = await Promise.all(
    files.map(async ([name, path]) => [name, (await stat(path)).size] as const),
  );
  const facts: BuiltFacts = {
    fileBytes: Object.fromEntries(sizes),
    alphabets: ALPHABETS.filter((alphabet) => isActive(alphabet, ALPHABETS)).map((alphabet) => ({
      languageCode: alphabet.languageCode,
      labels: signsOf(alphabet),
    })),
  };
  return {
    aliases: [
      ...Object.entries(models).map(([name, file]) => ({
        find: new RegExp(`^@models/${name}\\.onnx`),
        replacement: join(MODELS, file),
      })),
      { find: /^@clips/, replacement: CLIPS },
    ],
    define: { BUILT: JSON.stringify(facts) },
  };
}
