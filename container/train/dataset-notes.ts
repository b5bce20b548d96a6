/** What is to be known about a data set besides its rows: DIR/alphabet.json, or for ASL the notes that are built in. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { MotionLetterNotesSchema } from "./movement/motion-letter-notes.ts";
import ASL_NOTES from "./notes/asl.json" with { type: "json" };

const DatasetNotesSchema = z.strictObject({
  /**
   * Letters that are movements, and how each is drawn; null if nobody has described it, so that it cannot be recognised. A still
   * picture of them is not the sign: their rows show hand shapes alone.
   */
  motionLetters: z.record(z.string(), MotionLetterNotesSchema.nullable()).default({}),
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
