/**
 * Reads labelled landmarks: DIR/landmarks.csv with source, split, label, hand, x0, y0, z0 .. x20, y20, z20. The same unit along
 * x, y and z, y down; an empty z is 0.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { NO_SIGN } from "../../shared/contract/assessment.ts";
import { LANDMARK_COUNT } from "../../shared/contract/hand.ts";
import { DEFAULT_LANGUAGE } from "../../shared/contract/model.ts";
import { readNotes } from "./dataset-notes.ts";

export interface Sample {
  readonly source: string;
  /** NO_SIGN for a hand that shows none. */
  readonly label: string;
  /** 63 values; the same unit along x and y, y down. A missing depth is 0. */
  readonly landmarks: Float32Array;
}

const COLUMNS_BEFORE_LANDMARKS = 4;

/** Without the rows that the notes leave out. Throws a sentence that names the line when the file is not of this format. */
export async function readDataset(directory: string, languageCode = DEFAULT_LANGUAGE): Promise<Sample[]> {
  const { motionLetters, exclude } = await readNotes(directory, languageCode);
  const samples = await readRows(directory);
  return samples.filter(
    ({ source, label }) => !Object.hasOwn(motionLetters, label) && !exclude[source]?.includes(label),
  );
}

/** Every row. Throws as readDataset does. */
export async function readRows(directory: string): Promise<Sample[]> {
  const file = join(directory, "landmarks.csv");
  const [header = "", ...lines] = (await readFile(file, "utf8")).trim().split("\n");
  if (!header.startsWith("source,split,label,hand,x0,y0,z0")) {
    throw new Error(`${file} must start with the columns source,split,label,hand,x0,y0,z0,...`);
  }
  return lines.map((line, index) => parseLine(line, `${file}:${index + 2}`));
}

function parseLine(line: string, place: string): Sample {
  const cells = line.split(",");
  const [source = "", , label = ""] = cells;
  const landmarks = Float32Array.from(cells.slice(COLUMNS_BEFORE_LANDMARKS), (cell) => Number(cell));
  if (landmarks.length !== LANDMARK_COUNT * 3 || landmarks.some(Number.isNaN)) {
    throw new Error(`${place} has no ${LANDMARK_COUNT} x 3 numbers after the first four columns`);
  }
  return { source, label, landmarks };
}

export const sourcesOf = (samples: readonly Sample[]): string[] =>
  [...new Set(samples.map(({ source }) => source))].sort();

/** Those that are signs. */
export const signed = (samples: readonly Sample[]): Sample[] =>
  samples.filter(({ label }) => label !== NO_SIGN);

/** Of the signs. */
export const labelsOf = (samples: readonly Sample[]): string[] =>
  [...new Set(signed(samples).map(({ label }) => label))].sort();
