/**
 * `npm run bench:vision [-- --video FILE] [--python PATH] [--json]`: the hand pipeline on one thread, on frames of 640 pixels.
 * Medians in milliseconds; the shares are of decoding, preparing (letterbox, crop, projection) and running the networks together.
 * `*_fps` and `*_cpu_ms` are frames a second and processor time a frame over the whole video: with the palm looked for in each
 * frame (`detecting`), followed from frame to frame (`tracking`), and, with --python naming one that has the package
 * mediapipe, by its own hand tracker in video mode on the same file (`mediapipe`, see vision/mediapipe_hands.py).
 */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { decodeVideo } from "../../container/decode/decode-media.ts";
import { loadHandModels } from "../../container/inference/hand-models.ts";
import { DEFAULT_MODELS_DIRECTORY } from "../../container/models/ensure-models.ts";
import { detectHands } from "../../shared/hands/detect-hands.ts";
import { createHandTracker } from "../../shared/hands/hand-tracker.ts";
import type { Image } from "../../shared/hands/image.ts";
import type { HandModel, RunModel } from "../../shared/hands/run-model.ts";

const PEER = fileURLToPath(new URL("./vision/mediapipe_hands.py", import.meta.url));
const CLIP = fileURLToPath(new URL("../clips/asl-l.mp4", import.meta.url));
const ROUNDS = 5;

const { values: options } = parseArgs({
  options: {
    video: { type: "string", default: CLIP },
    python: { type: "string" },
    json: { type: "boolean", default: false },
  },
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

type FindHands = (image: Image) => Promise<readonly unknown[]>;

interface Speed {
  /** Frames a second. */
  readonly fps: number;
  /** Processor time of all threads, a frame. */
  readonly cpu_ms: number;
}

/** Over every frame, ROUNDS times; `create` makes what follows the hands of one round. */
async function speedOf(create: () => FindHands): Promise<Speed> {
  const startedAt = performance.now();
  const cpuBefore = process.cpuUsage();
  for (let round = 0; round < ROUNDS; round++) {
    const find = create();
    for (const image of images) await find(image);
  }
  const { user, system } = process.cpuUsage(cpuBefore);
  const frames = ROUNDS * images.length;
  return { fps: (1000 * frames) / (performance.now() - startedAt), cpu_ms: (user + system) / 1000 / frames };
}

const detecting = await speedOf(() => (image) => detectHands(image, models.runModel));

const trackedMs: number[] = [];
let trackMs = 0;
const tracking = await speedOf(() => {
  const tracker = createHandTracker(timedModel, { maxHands: 1 });
  return async (image) => {
    const palmRuns = runs.palm.length;
    const startedAt = performance.now();
    const hands = await tracker.track(image);
    const elapsed = performance.now() - startedAt;
    trackMs += elapsed;
    if (hands.length > 0 && runs.palm.length === palmRuns) trackedMs.push(elapsed);
    return hands;
  };
});
await models.release();

const peer = options.python
  ? (JSON.parse(
      execFileSync(options.python, [PEER, options.video, String(ROUNDS)], {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      }),
    ) as Speed)
  : undefined;

const inferenceMs = (sum(runs.palm) + sum(runs.landmark)) / ROUNDS;
const preprocessMs = trackMs / ROUNDS - inferenceMs;
const totalMs = decodeMs + preprocessMs + inferenceMs;
const round = (value: number): number => Number(value.toFixed(3));
const named = (name: string, { fps, cpu_ms }: Speed) => ({
  [`${name}_fps`]: round(fps),
  [`${name}_cpu_ms`]: round(cpu_ms),
});
const result = {
  palm_ms: round(median(runs.palm)),
  landmark_ms: round(median(runs.landmark)),
  tracked_fps: round(1000 / median(trackedMs)),
  decode_share: round(decodeMs / totalMs),
  preprocess_share: round(preprocessMs / totalMs),
  inference_share: round(inferenceMs / totalMs),
  ...named("detecting", detecting),
  ...named("tracking", tracking),
  ...(peer && named("mediapipe", peer)),
};
if (options.json) console.log(JSON.stringify(result));
else console.table({ frames: images.length, width: images[0]?.width, ...result });
