/**
 * `npm run bench:streaming [-- --json]`: how much the Worker's memory grows while a 50 MB video passes from S3 through it
 * into the container. Resident memory of every workerd process is sampled from /proc, so it runs on Linux only.
 */
import { createReadStream } from "node:fs";
import { appendFile, copyFile, mkdtemp, rm, stat } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { submitAssessment, waitForResult } from "../stack/client.ts";
import { OutputTail } from "../stack/output-tail.ts";
import { freePorts } from "../stack/ports.ts";
import { startStack } from "../stack/stack.ts";
import { residentMegabytes } from "./lib/resident-memory.ts";

const CLIP = fileURLToPath(new URL("../clips/asl-l.mp4", import.meta.url));
const BUCKET = "bench-videos";
const LARGE_BYTES = 50 * 1024 * 1024;
const SAMPLE_MS = 20;
const DEADLINE_MS = 180_000;

/** An mp4 may end in a box of type `free` (ISO 14496-12, 8.1.2), which readers skip: a real clip of any size. */
async function padClip(target: string, sizeBytes: number): Promise<void> {
  await copyFile(CLIP, target);
  const padding = Buffer.alloc(sizeBytes - (await stat(target)).size, 0x55);
  padding.writeUInt32BE(padding.length, 0);
  padding.write("free", 4, "latin1");
  await appendFile(target, padding);
}

const folder = await mkdtemp(join(tmpdir(), "senal-bench-"));
const files: Record<string, string> = { small: CLIP, large: join(folder, "large.mp4") };
await padClip(join(folder, "large.mp4"), LARGE_BYTES);

/** Plays S3: streams the files and asks for no signature, which is not what is measured here. */
const s3 = createServer(async (request, response) => {
  const file = files[request.url?.split("?")[0]?.split("/").at(-1) ?? ""];
  if (!file) return response.writeHead(404).end();
  response.writeHead(200, { "Content-Length": (await stat(file)).size, "Content-Type": "video/mp4" });
  createReadStream(file).pipe(response);
});
await new Promise<void>((resolve) => s3.listen(0, "127.0.0.1", resolve));

const output = new OutputTail();
const stack = await startStack({
  ports: await freePorts(),
  persistTo: join(folder, "state"),
  output,
  onProgress: (line) => console.error(line),
  vars: {
    AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${(s3.address() as AddressInfo).port}`,
    S3_BUCKET_VIDEOS: BUCKET,
  },
});

async function assess(name: string): Promise<{ status: string; seconds: number }> {
  const startedAt = performance.now();
  const { sessionId } = await submitAssessment(stack.workerUrl, { s3VideoUrl: `s3://${BUCKET}/${name}` });
  const { status } = await waitForResult(stack.workerUrl, sessionId, DEADLINE_MS);
  return { status, seconds: (performance.now() - startedAt) / 1000 };
}

try {
  await assess("small");
  await assess("small");
  const memory = (): number => residentMegabytes(stack.processIds.worker, "workerd");
  const before = memory();
  let peak = before;
  const sampler = setInterval(() => {
    peak = Math.max(peak, memory());
  }, SAMPLE_MS);
  const { status, seconds } = await assess("large");
  clearInterval(sampler);
  const result = {
    status,
    video_mb: 50,
    seconds: Number(seconds.toFixed(2)),
    worker_mb_before: Number(before.toFixed(1)),
    worker_mb_peak: Number(peak.toFixed(1)),
    worker_mb_growth: Number((peak - before).toFixed(1)),
  };
  if (process.argv.includes("--json")) console.log(JSON.stringify(result));
  else console.table(result);
  if (status !== "completed") process.exitCode = 1;
} catch (cause) {
  console.error(output.tail());
  throw cause;
} finally {
  await stack.stop();
  s3.close();
  await rm(folder, { recursive: true, force: true });
}
