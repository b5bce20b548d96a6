/**
 * `npm run fuzz:media [-- --files 10000] [--seed 1] [--json]`: damaged videos and pictures through the vision container,
 * run as the image runs it. The last line of --json is {files, crashes, hangs, peak_rss_mb, answers}: `crashes` counts
 * requests that ended without an answer or with an error that nobody foresaw, `hangs` those without an answer within the
 * limits, `peak_rss_mb` the most that the server and its decoders held at once (Linux).
 */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import sharp from "sharp";
import { decodeVideo } from "../../container/decode/decode-media.ts";
import { createRandom } from "../../container/train/random.ts";
import { encodeVideo } from "../../container/train/render/encode-video.ts";
import type { Image } from "../../shared/hands/image.ts";
import { seedOf } from "../../shared/tuning/random.ts";
import { residentMegabytes } from "../bench/lib/resident-memory.ts";
import { invoke, type ServerProcess, startServer } from "../container/server-process.ts";
import { mutate } from "./mutate.ts";

const { values } = parseArgs({
  options: {
    files: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
  },
});
const FILES = Number(values.files);
const CLIPS = fileURLToPath(new URL("../clips/", import.meta.url));
const CLIENTS = 4;
const DECODE_TIMEOUT_SECONDS = 5;
const JOB_TIMEOUT_SECONDS = 10;
/** What an answer may take beyond the server's own limits. */
const GRACE_SECONDS = 5;
const SAMPLE_MS = 250;
/** A file that is still whole costs as much as its frames. */
const SHORT_FRAMES = 8;
const FRAMES_PER_SECOND = 15;
const PROGRESS_EVERY = 500;

/** The demo's clips as they are, a short copy of each format, and pictures of a hand. */
async function makeOriginals(): Promise<Buffer[]> {
  const folder = await mkdtemp(join(tmpdir(), "senal-fuzz-"));
  try {
    const frames: Image[] = [];
    for await (const { image } of decodeVideo(join(CLIPS, "asl-l.mp4")))
      frames.push({ ...image, data: Uint8Array.from(image.data) });
    const start = frames.length >> 1;
    const short = frames.slice(start, start + SHORT_FRAMES);
    const copies = ["short.mp4", "short.webm"].map((name) => join(folder, name));
    for (const path of copies) encodeVideo(path, short, FRAMES_PER_SECOND);
    const [{ width, height, channels, data }] = short as [Image];
    const picture = () => sharp(data, { raw: { width, height, channels } });
    const clips = (await readdir(CLIPS)).filter((name) => /\.(mp4|webm)$/.test(name));
    const videos = [...copies, ...copies, ...clips.slice(0, 2).map((name) => join(CLIPS, name))];
    return [
      ...(await Promise.all(videos.map((path) => readFile(path)))),
      await picture().jpeg().toBuffer(),
      await picture().jpeg({ progressive: true }).toBuffer(),
      await picture().png().toBuffer(),
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

type Outcome = { readonly kind: "answered" | "crashed" | "hung"; readonly answer: string };

async function send(server: ServerProcess, file: Buffer): Promise<Outcome> {
  const seconds = JOB_TIMEOUT_SECONDS + DECODE_TIMEOUT_SECONDS + GRACE_SECONDS;
  try {
    const response = await invoke(server, Uint8Array.from(file), {
      query: "task=assess",
      signal: AbortSignal.timeout(seconds * 1000),
    });
    const body = (await response.json()) as { code?: string };
    const answer = response.ok ? "recognised" : (body.code ?? String(response.status));
    return { kind: response.status === 500 ? "crashed" : "answered", answer };
  } catch (cause) {
    const isTimeout = cause instanceof Error && cause.name === "TimeoutError";
    return isTimeout ? { kind: "hung", answer: "none in time" } : { kind: "crashed", answer: "none" };
  }
}

const originals = await makeOriginals();
const server = await startServer({
  CONCURRENCY: "2",
  QUEUE_LIMIT: String(CLIENTS),
  DECODE_TIMEOUT_SECONDS: String(DECODE_TIMEOUT_SECONDS),
  JOB_TIMEOUT_SECONDS: String(JOB_TIMEOUT_SECONDS),
});
let peakMegabytes = 0;
const sampler = setInterval(() => {
  peakMegabytes = Math.max(peakMegabytes, residentMegabytes(server.processId));
}, SAMPLE_MS);

const kinds = { answered: 0, crashed: 0, hung: 0 };
const answers: Record<string, number> = {};
let next = 0;
async function client(): Promise<void> {
  while (next < FILES) {
    const index = next++;
    const random = createRandom(seedOf(Number(values.seed), index));
    const original = originals[random.below(originals.length)] as Buffer;
    const { kind, answer } = await send(server, mutate(original, random, originals));
    kinds[kind]++;
    answers[answer] = (answers[answer] ?? 0) + 1;
    if (kind !== "answered") console.error(`file ${index} of seed ${values.seed}: ${kind}, ${answer}`);
    if ((index + 1) % PROGRESS_EVERY === 0) console.error(`${index + 1} of ${FILES}`);
  }
}
await Promise.all(Array.from({ length: CLIENTS }, client));
clearInterval(sampler);
server.kill("SIGTERM");
await server.ended;

const result = {
  files: FILES,
  crashes: kinds.crashed,
  hangs: kinds.hung,
  peak_rss_mb: Math.round(peakMegabytes),
  answers,
};
if (values.json) console.log(JSON.stringify(result));
else {
  console.table([{ ...result, answers: undefined }]);
  console.table(answers);
}
process.exitCode = kinds.crashed + kinds.hung > 0 ? 1 : 0;
