/** What a frame of landmarks costs in workerd, and how soon a letter is told once the hand holds it. */
import { setTimeout as wait } from "node:timers/promises";
import { loadHandModels } from "../../../container/inference/hand-models.ts";
import { DEFAULT_MODELS_DIRECTORY } from "../../../container/models/ensure-models.ts";
import { MAX_FRAMES_PER_SECOND } from "../../../shared/contract/stream.ts";
import { quantile, rounded } from "../lib/figures.ts";
import { type MeasuredWorker, startWorkerd } from "../lib/workerd.ts";
import { connect } from "./client.ts";
import { type Clip, type ClipFrame, demoClips, landmarksOf } from "./clips.ts";

const ROUNDS = 3;
const BATCH = 10;
const BATCH_MS = (1000 * BATCH) / MAX_FRAMES_PER_SECOND;

const FORMS = {
  binary: ({ seconds, landmarks }: ClipFrame) =>
    landmarks ? Float32Array.of(seconds, ...landmarks) : JSON.stringify({ t: seconds, landmarks: null }),
  json: ({ seconds, landmarks }: ClipFrame) =>
    JSON.stringify({ t: seconds, landmarks: landmarks ? Array.from(landmarks) : null }),
};

/** CPU time of the whole process by frame, in batches, and when each letter was told. */
async function play(worker: MeasuredWorker, frames: readonly ClipFrame[], form: keyof typeof FORMS) {
  const client = await connect(worker.url);
  await client.settled();
  const cpuMs: number[] = [];
  for (let start = 0; start < frames.length; start += BATCH) {
    const batch = frames.slice(start, start + BATCH);
    const rested = wait(BATCH_MS);
    const before = worker.cpuMs();
    for (const frame of batch) client.send(FORMS[form](frame));
    await client.settled();
    cpuMs.push((worker.cpuMs() - before) / batch.length);
    await rested;
  }
  client.close();
  return { cpuMs, letters: client.messages.filter((message) => message.type === "letter") };
}

export async function measureLandmarkFrames() {
  const models = await loadHandModels({
    modelsDirectory: DEFAULT_MODELS_DIRECTORY,
    quality: "full",
    threads: 1,
    provider: "cpu",
  });
  const films: { clip: Clip; frames: ClipFrame[] }[] = [];
  for (const clip of demoClips()) films.push({ clip, frames: await landmarksOf(clip, models.runModel) });
  await models.release();

  const worker = await startWorkerd(new URL("wrangler.toml", import.meta.url), {
    LIVE_STREAM: "LiveStreamObject",
  });
  const cpuMs: Record<keyof typeof FORMS, number[]> = { binary: [], json: [] };
  const settleMs: number[] = [];
  const spelled: string[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    for (const { clip, frames } of films) {
      const form = round % 2 === 0 ? "binary" : "json";
      const { cpuMs: costs, letters } = await play(worker, frames, form);
      cpuMs[form].push(...costs);
      if (round > 0) continue;
      spelled.push(letters.map(({ label }) => label).join(""));
      clip.held.forEach(({ label, from }, place) => {
        const told = letters[place];
        if (told?.label === label) settleMs.push(1000 * (told.t - from / clip.framesPerSecond));
      });
    }
  }
  await worker.stop();
  const frames = ROUNDS * films.reduce((sum, film) => sum + film.frames.length, 0);
  return {
    frames,
    cpu_ms_p50: rounded(quantile(cpuMs.binary, 0.5)),
    cpu_ms_p95: rounded(quantile(cpuMs.binary, 0.95)),
    json_cpu_ms_p50: rounded(quantile(cpuMs.json, 0.5)),
    letters: films.map(({ clip }) => clip.held.map(({ label }) => label).join("")).join(" "),
    read: spelled.join(" "),
    settle_ms_p50: Math.round(quantile(settleMs, 0.5)),
    settle_ms_max: Math.round(quantile(settleMs, 1)),
  };
}
