/** What is to be known about a data set besides its rows: DIR/alphabet.json, or for ASL the notes that are built in. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import ASL_NOTES from "./notes/asl.json" with { type: "json" };

const DatasetNotesSchema = z.strictObject({
  /** Letters that are movements: a still picture of them is not the sign, so their rows are left out. */
  motionLetters: z.array(z.string()).default([]),
  /** For each source, letters that it signs unlike every other source; their rows are left out. */
  exclude: z.record(z.string(), z.array(z.string())).default({}),
  /** For each source, origin and licence, for the model card. */
  sources: z.record(z.string(), z.string()).default({}),
});
export type DatasetNotes = z.infer<typeof DatasetNotesSchema>;

const BUILT_IN: Readonly<Record<string, unknown>> = { ASL: ASL_NOTES };

/** Throws a sentence that names the file when it does not hold such notes. */
export async function readNotes(directory: string, languageCode: string): Promise<DatasetNotes> {
  const file = join(directory, "alphabet.json");
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) return DatasetNotesSchema.parse(BUILT_IN[languageCode.toUpperCase()] ?? {});
  try {
    return DatasetNotesSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(`${file} must hold motionLetters, exclude and sources, each of which may be left out.`, {
      cause,
    });
  }
}
