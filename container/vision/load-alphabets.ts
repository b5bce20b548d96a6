/** The alphabets that the server knows: those built in, and those that a training job left in SageMaker's model folder. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { ActiveModels, Model } from "../../shared/contract/model.ts";
import { type Alphabet, signsOf, toAlphabet } from "../../shared/signs/alphabet.ts";
import { ALPHABETS } from "../../shared/signs/alphabets.ts";
import { chooseModel, isActive } from "../../shared/signs/choose-model.ts";
import { FEATURE_COUNTS, FEATURE_SETS } from "../../shared/signs/features.ts";
import { MEASURES } from "../../shared/signs/hand-measures.ts";
import { MOVEMENT_FEATURE_COUNT } from "../../shared/signs/movement.ts";

const WEIGHTS_FILE = "weights.json";

const LayerSchema = z
  .object({
    inputs: z.int().min(1),
    weights: z.array(z.number()),
    bias: z.array(z.number()).min(1),
  })
  .refine(({ inputs, weights, bias }) => weights.length === inputs * bias.length);

const PrototypeSchema = z.record(z.enum(MEASURES), z.object({ mean: z.number(), sd: z.number().min(0) }));

const NetworkSchema = z.array(LayerSchema).min(1);

const MotionLettersSchema = z.object({
  letters: z
    .array(
      z.object({
        label: z.string().min(1),
        handshapes: z.array(z.string()),
        finger: z.enum(["index", "little"]),
      }),
    )
    .min(1),
  network: NetworkSchema,
});

const AlphabetFileSchema = z
  .object({
    languageCode: z.string().min(1),
    version: z.string().min(1),
    labels: z.array(z.string().min(1)).min(1),
    temperature: z.number().positive(),
    noSignInVideo: z.number().optional(),
    metrics: z.record(z.string(), z.number()),
    prototypes: z.record(z.string(), PrototypeSchema),
    features: z.enum(FEATURE_SETS).optional(),
    ensemble: z.array(NetworkSchema).min(1),
    motion: MotionLettersSchema.optional(),
  })
  .refine(({ ensemble, labels, features = "plane-1" }) =>
    ensemble.every((layers) => fits(layers, FEATURE_COUNTS[features], [labels.length, labels.length + 1])),
  )
  .refine(
    ({ motion }) => !motion || fits(motion.network, MOVEMENT_FEATURE_COUNT, [motion.letters.length + 1]),
  );

/** Whether each layer takes what the one before gives, and the last gives one of the counts of answers. */
function fits(
  layers: z.infer<typeof NetworkSchema>,
  inputCount: number,
  answerCounts: readonly number[],
): boolean {
  const widths = [inputCount, ...layers.map(({ bias }) => bias.length)];
  return (
    answerCounts.includes(widths.at(-1) ?? 0) && layers.every(({ inputs }, layer) => inputs === widths[layer])
  );
}

/**
 * Reads every `<directory>/<language>/<version>/weights.json`; one of the name of a built-in version replaces it. A directory
 * that does not exist holds none. Rejects when a file is not what training writes, or when an active version is missing.
 */
export async function loadAlphabets(directory: string, active: ActiveModels): Promise<Alphabet[]> {
  const folders = await foldersIn(directory);
  const versions = (await Promise.all(folders.map(foldersIn))).flat();
  const files = await Promise.all(versions.map((folder) => readWeights(join(folder, WEIGHTS_FILE))));
  const trained = files.flatMap((file) => file ?? []);
  const builtIn = ALPHABETS.filter(
    ({ version }) => !trained.some((alphabet) => alphabet.version === version),
  );
  const alphabets = [...builtIn, ...trained];
  for (const [languageCode, version] of Object.entries(active)) {
    if (!chooseModel(alphabets, { languageCode, version }).ok)
      throw new Error(
        `ACTIVE_MODELS names ${version} for ${languageCode}, which is not among the alphabets.`,
      );
  }
  return alphabets;
}

/** As the server lists them to others. */
export const listModels = (alphabets: readonly Alphabet[], active: ActiveModels): Model[] =>
  alphabets.map((alphabet) => ({
    version: alphabet.version,
    languageCode: alphabet.languageCode,
    active: isActive(alphabet, alphabets, active),
    labels: [...signsOf(alphabet)],
    metrics: { ...alphabet.metrics },
  }));

const foldersIn = async (directory: string): Promise<string[]> =>
  (await readdir(directory, { withFileTypes: true }).catch(() => []))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(directory, name));

async function readWeights(path: string): Promise<Alphabet | undefined> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return toAlphabet(AlphabetFileSchema.parse(JSON.parse(text)));
  } catch (cause) {
    throw new Error(
      `${path} is not a file of weights as training writes it for this version of the product.`,
      {
        cause,
      },
    );
  }
}
