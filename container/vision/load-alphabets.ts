/** The alphabets that the server knows: those built in, and those that a training job left in SageMaker's model folder. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { type Alphabet, toAlphabet } from "../../shared/signs/alphabet.ts";
import { ALPHABETS } from "../../shared/signs/alphabets.ts";
import { FEATURE_SETS } from "../../shared/signs/features.ts";

const WEIGHTS_FILE = "weights.json";

const LayerSchema = z.object({
  inputs: z.int().min(1),
  weights: z.array(z.number()),
  bias: z.array(z.number()).min(1),
});

const AlphabetFileSchema = z.object({
  languageCode: z.string().min(1),
  version: z.string().min(1),
  labels: z.array(z.string().min(1)).min(1),
  temperature: z.number().positive(),
  metrics: z.record(z.string(), z.number()),
  features: z.enum(FEATURE_SETS).optional(),
  ensemble: z.array(z.array(LayerSchema).min(1)).min(1),
});

/**
 * Reads `<directory>/<language>/weights.json`; a language found there replaces the built-in one. A directory that does not
 * exist holds none. Rejects when a file is not what training writes.
 */
export async function loadAlphabets(directory: string): Promise<Alphabet[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => []);
  const files = await Promise.all(
    entries
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => readWeights(join(directory, name, WEIGHTS_FILE))),
  );
  const trained = files.flatMap((file) => file ?? []);
  const isReplaced = ({ languageCode }: Alphabet): boolean =>
    trained.some((alphabet) => alphabet.languageCode === languageCode);
  return [...ALPHABETS.filter((alphabet) => !isReplaced(alphabet)), ...trained];
}

async function readWeights(path: string): Promise<Alphabet | undefined> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return toAlphabet(AlphabetFileSchema.parse(JSON.parse(text)));
  } catch (cause) {
    throw new Error(`${path} is not a file of weights as training writes it.`, { cause });
  }
}
