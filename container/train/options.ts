/** The options of `npm run train`. */
import { parseArgs } from "node:util";
import { z } from "zod";
import { DEFAULT_LANGUAGE } from "../../shared/contract/model.ts";
import { DEFAULT_SETTINGS, type TrainingSettings } from "./train-ensemble.ts";

const count = (most: number) => z.coerce.number().int().min(1).max(most);

const OptionsSchema = z.object({
  data: z.string("must be the folder that holds landmarks.csv"),
  // Names a folder, so nothing that leads elsewhere.
  language: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9-]{0,15}$/, "must be a language code such as LSM")
    .default(DEFAULT_LANGUAGE),
  version: z
    .string()
    .regex(/^\d{1,4}\.\d{1,4}\.\d{1,4}$/, "must be three numbers such as 1.1.0")
    .default("1.0.0"),
  seed: z.coerce.number().int().min(0).default(DEFAULT_SETTINGS.seed),
  epochs: count(1000).default(DEFAULT_SETTINGS.epochs),
  members: count(20).default(DEFAULT_SETTINGS.members),
  output: z.string().min(1).optional(),
  replace: z.boolean().default(false),
});

export interface TrainingOptions {
  /** Folder of landmarks.csv and, maybe, alphabet.json. */
  readonly data: string;
  /** In capitals. */
  readonly languageCode: string;
  /** Three numbers. */
  readonly version: string;
  readonly settings: TrainingSettings;
  readonly output: string | undefined;
  readonly replace: boolean;
}

/** Throws a sentence that names every option that is wrong. */
export function readTrainingOptions(args: readonly string[]): TrainingOptions {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...{ data: text, language: text, version: text, seed: text, epochs: text, members: text, output: text },
      replace: { type: "boolean" },
    },
  });
  const parsed = OptionsSchema.safeParse(values);
  if (!parsed.success)
    throw new Error(
      parsed.error.issues.map(({ path, message }) => `--${path.join(".")} ${message}`).join("; "),
    );
  const { data, language, version, seed, epochs, members, output, replace } = parsed.data;
  const settings = { ...DEFAULT_SETTINGS, seed, epochs, members };
  return { data, languageCode: language.toUpperCase(), version, settings, output, replace };
}
