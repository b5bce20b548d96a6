/** The weights: TFLite models inside npm @mediapipe/hands (Apache-2.0). */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

export type ModelName = "palm-full" | "palm-lite" | "landmark-full" | "landmark-lite";

interface ModelSource {
  /** File of the package. */
  readonly file: string;
  /** Name inside the packed file, for models that are packed together. */
  readonly packedAs?: string;
  readonly sha256: string;
}

const PACKED = "hands_solution_packed_assets.data";
const PACKED_INDEX = "hands_solution_packed_assets_loader.js";

export const MODEL_SOURCES: Record<ModelName, ModelSource> = {
  "palm-full": {
    file: PACKED,
    packedAs: "palm_detection_full.tflite",
    sha256: "2f25e740121983f68ffc05f99991d524dc0ea812134f6316a26125816941ee85",
  },
  "palm-lite": {
    file: PACKED,
    packedAs: "palm_detection_lite.tflite",
    sha256: "e9a4aaddf90dda56a87235303cf00e4c2d3fb28725f68fd88772997dac905c18",
  },
  "landmark-full": {
    file: "hand_landmark_full.tflite",
    sha256: "8c026882c9ec059ce0f8e75266bee5a9a23c341a40e0000df755374d3d1b9b68",
  },
  "landmark-lite": {
    file: "hand_landmark_lite.tflite",
    sha256: "d7fde8ac11f8ce03f8663775bfc323f4fc9f2a38062b4f4efa142874ef5b2a48",
  },
};

const packageFolder = (): string =>
  dirname(createRequire(import.meta.url).resolve("@mediapipe/hands/package.json"));

/** Bytes of a model, checked against its digest. Throws when the package holds something else. */
export async function readModelSource(name: ModelName): Promise<Uint8Array> {
  const { file, packedAs, sha256 } = MODEL_SOURCES[name];
  const whole = await readFile(join(packageFolder(), file));
  const bytes = packedAs ? await unpack(whole, packedAs) : whole;
  const digest = createHash("sha256").update(bytes).digest("hex");
  if (digest !== sha256) {
    throw new Error(
      `Model ${name} in @mediapipe/hands is not the one expected (sha256 ${digest}); run npm ci.`,
    );
  }
  return bytes;
}

/** The packed file is a plain concatenation; the loader script next to it lists where each file starts and ends. */
async function unpack(whole: Uint8Array, packedAs: string): Promise<Uint8Array> {
  const loader = await readFile(join(packageFolder(), PACKED_INDEX), "utf8");
  const index = /loadPackage\((\{.*?\})\)/s.exec(loader)?.[1];
  if (!index) throw new Error(`${PACKED_INDEX} of @mediapipe/hands lists no files; run npm ci.`);
  const { files } = JSON.parse(index) as { files: { filename: string; start: number; end: number }[] };
  const entry = files.find(({ filename }) => filename.endsWith(packedAs));
  if (!entry) throw new Error(`${packedAs} is missing in @mediapipe/hands; run npm ci.`);
  return whole.subarray(entry.start, entry.end);
}
