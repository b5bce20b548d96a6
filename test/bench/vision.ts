/**
 * `npm run bench:vision [-- --video FILE] [--json]`: the hand pipeline on one thread, on frames of 640 pixels. Medians in
 * milliseconds; the shares are of decoding, preparing (letterbox, crop, projection) and running the networks together.
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { decodeVideo } from "../../container/decode/decode-media.ts";
import { loadHandModels } from "../../container/inference/hand-models.ts";
import { DEFAULT_MODELS_DIRECTORY } from "../../container/models/ensure-models.ts";
import { createHandTracker } from "../../shared/hands/hand-tracker.ts";
import type { Image } from "../../shared/hands/image.ts";
import type { HandModel, RunModel } from "../../shared/hands/run-model.ts";

const CLIP = fileURLToPath(new URL("../clips/asl-l.mp4", import.meta.url));
const ROUNDS = 5;

const { values: options } = parseArgs({
  options: { video: { type: "string", default: CLIP }, json: { type: "boolean", default: false } },
});

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const images: Image[] = [];
let decodeMs = 0;
for await (const { image } of decodeVideo(options.video, { onDecoded: (ms) => (decodeMs = ms) })) {
  images.push({ ...image, data: Uint8Array.from(image.data) });
}

const models = await loadHandModels({
  modelsDirectory: DEFAULT_MODELS_DIRECTORY,
  quality: "full",
  threads: 1,
  provider: "cpu",
});
const runs: Record<HandModel, number[]> = { palm: [], landmark: [] };
const timedModel: RunModel = async (model, input) => {
  const startedAt = performance.now();
  const outputs = await models.runModel(model, input);
  runs[model].push(performance.now() - startedAt);
  return outputs;
};

const trackedMs: number[] = [];
let trackMs = 0;
for (let round = 0; round < ROUNDS; round++) {
  const tracker = createHandTracker(timedModel, { maxHands: 1 });
  for (const image of images) {
    const palmRuns = runs.palm.length;
    const startedAt = performance.now();
    const hands = await tracker.track(image);
    const elapsed = performance.now() - startedAt;
    trackMs += elapsed;
    if (hands.length > 0 && runs.palm.length === palmRuns) trackedMs.push(elapsed);
  }
}
await models.release();

const inferenceMs = (sum(runs.palm) + sum(runs.landmark)) / ROUNDS;
const preprocessMs = trackMs / ROUNDS - inferenceMs;
const totalMs = decodeMs + preprocessMs + inferenceMs;
const round = (value: number): number => Number(value.toFixed(3));
const result = {
  palm_ms: round(median(runs.palm)),
  landmark_ms: round(median(runs.landmark)),
  tracked_fps: round(1000 / median(trackedMs)),
  decode_share: round(decodeMs / totalMs),
  preprocess_share: round(preprocessMs / totalMs),
  inference_share: round(inferenceMs / totalMs),
};
if (options.json) console.log(JSON.stringify(result));
else console.table({ frames: images.length, width: images[0]?.width, ...result });
