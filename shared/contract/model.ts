/** Models as clients, operators and the vision container name them. */
import { z } from "zod";

/** The sign language of a request that names none. */
export const DEFAULT_LANGUAGE = "ASL";

export const LanguageCodeSchema = z.string().min(1).max(16).describe("Sign language");

/** Name of a version, e.g. `asl-letters-1.0.0`. */
export const ModelVersionSchema = z.string().min(1).max(64).describe("A version that model info lists");

/** One version of the weights for one sign language, as a recogniser lists it. */
export const ModelSchema = z.object({
  version: z.string(),
  languageCode: z.string(),
  active: z.boolean().describe("Answers requests in its language that name no version"),
  labels: z.array(z.string()),
  metrics: z.record(z.string(), z.number()).describe("Measured on people it was not trained on"),
});
export type Model = z.infer<typeof ModelSchema>;

/** Which version is active, by language code in capitals; a language that is not named has its newest active. */
export type ActiveModels = Readonly<Record<string, string>>;

const ACTIVE_MODEL = /^([A-Za-z][A-Za-z0-9-]{0,15})=([a-z0-9][a-z0-9.-]{0,63})$/;

/** The variable ACTIVE_MODELS of Worker and container: `ASL=asl-letters-1.0.0,LSM=lsm-letters-1.1.0`. */
export const ActiveModelsSchema = z
  .string()
  .default("")
  .transform((text, context): ActiveModels => {
    const entries = text.split(",").filter((entry) => entry.trim() !== "");
    const pairs = entries.flatMap((entry) => {
      const [, language, version] = ACTIVE_MODEL.exec(entry.trim()) ?? [];
      return language && version ? [[language.toUpperCase(), version] as const] : [];
    });
    if (pairs.length < entries.length || new Set(pairs.map(([language]) => language)).size < pairs.length)
      context.addIssue("must name each language once, as in ASL=asl-letters-1.0.0,LSM=lsm-letters-1.1.0");
    return Object.fromEntries(pairs);
  });
