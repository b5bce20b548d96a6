/**
 * Program of a decoder process: for each job on standard input, frames and a verdict to file descriptor 3; it ends with
 * its input. Writing blocks on purpose: a reader that is slow stops the decoder, and SIGKILL ends it whatever it does.
 */
import { writeSync } from "node:fs";
import { createInterface } from "node:readline";
import type { Image } from "../../shared/hands/image.ts";
import type { DecoderJob, DecoderVerdict } from "./decoder-job.ts";
import { MAX_VERDICT_BYTES, type RecordHeader, writeHeader } from "./frame-protocol.ts";
import { MediaFault } from "./media-fault.ts";
// Loaded before the job arrives, so that a process that waits for work is ready for a video, the usual job.
import { readVideo } from "./read-video.ts";

const OUTPUT = 3;

let waitedMs = 0;

function writeAll(bytes: Uint8Array): void {
  const started = performance.now();
  for (let offset = 0; offset < bytes.length; ) offset += writeSync(OUTPUT, bytes, offset);
  waitedMs += performance.now() - started;
}

function send(header: Omit<RecordHeader, "payloadBytes">, payload: Uint8Array): void {
  writeAll(writeHeader({ ...header, payloadBytes: payload.length }));
  writeAll(payload);
}

const sendFrame = (seconds: number, { width, height, data }: Image): void =>
  send({ kind: "frame", width, height, seconds }, new Uint8Array(data.buffer, data.byteOffset, data.length));

function sendVerdict(verdict: DecoderVerdict): void {
  const text = new TextEncoder().encode(JSON.stringify(verdict));
  if (text.length > MAX_VERDICT_BYTES) throw new Error("The verdict is too long.");
  send({ kind: "verdict", width: 0, height: 0, seconds: 0 }, text);
}

function faultOf(cause: unknown): Omit<DecoderVerdict, "decodeMs"> {
  const message = (cause instanceof Error ? cause.message : String(cause)).slice(0, 200);
  if (!(cause instanceof MediaFault)) return { fault: "media_unreadable", cause: message };
  return { fault: cause.code, cause: message, ...(cause.limit === undefined ? {} : { limit: cause.limit }) };
}

async function decode({ path, kind, limits }: DecoderJob): Promise<void> {
  if (kind === "picture") {
    const { readPicture } = await import("./read-picture.ts");
    sendFrame(0, await readPicture(path, limits));
  } else {
    for (const { seconds, image } of readVideo(path, limits)) sendFrame(seconds, image);
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const started = performance.now();
  waitedMs = 0;
  const outcome = await decode(JSON.parse(line) as DecoderJob).then(() => ({}), faultOf);
  sendVerdict({ ...outcome, decodeMs: performance.now() - started - waitedMs });
}
