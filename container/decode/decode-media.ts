/** The door to decoding: frames of an untrusted file, decoded in a process that is killed when it misbehaves. */
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { Readable } from "node:stream";
import type { Fault } from "../../shared/contract/errors.ts";
import type { Image } from "../../shared/hands/image.ts";
import { FaultError } from "../fault-error.ts";
import type { DecoderJob, MediaKind } from "./decoder-job.ts";
import { createDecoderPool, type DecoderPool } from "./decoder-pool.ts";
import { DEFAULT_DECODE_LIMITS, type DecodeLimits } from "./limits.ts";
import { readRecords, type VideoFrame } from "./read-records.ts";

export interface DecodeOptions {
  readonly limits?: DecodeLimits;
  /** Ends the decoder; the iteration throws the signal's reason. */
  readonly signal?: AbortSignal;
  /** Where processes come from; by default one is started. */
  readonly pool?: DecoderPool;
  /** Told, when the file is read to its end, how long the decoder itself worked. */
  readonly onDecoded?: (decodeMs: number) => void;
}

/** A process whose output has ended is gone within this time, or something is wrong with it. */
const EXIT_GRACE_MS = 1_000;

/** Signals that come from a person or a kernel short of memory; a crash has others. */
const STOPPING_SIGNALS: readonly NodeJS.Signals[] = ["SIGKILL", "SIGTERM", "SIGINT"];

/**
 * Frames of a video, sampled, scaled and upright. The decoder works one frame ahead and then waits for its reader. Leaving the
 * loop ends it. Throws FaultError with media_unreadable, media_without_video, media_dimensions_too_large,
 * media_decode_timeout, or inference_unavailable when something outside killed the decoder.
 */
export const decodeVideo = (path: string, options: DecodeOptions = {}): AsyncGenerator<VideoFrame, void> =>
  decodeMedia(path, "video", options);

/** A JPEG or PNG picture. Rejects as {@link decodeVideo} throws. */
export async function decodePicture(path: string, options: DecodeOptions = {}): Promise<Image> {
  let picture: Image | undefined;
  for await (const { image } of decodeMedia(path, "picture", options)) picture = image;
  if (!picture) throw new FaultError({ code: "media_unreadable", cause: "the decoder gave no picture" });
  return picture;
}

async function* decodeMedia(
  path: string,
  kind: MediaKind,
  { limits = DEFAULT_DECODE_LIMITS, signal, pool, onDecoded }: DecodeOptions,
): AsyncGenerator<VideoFrame, void> {
  signal?.throwIfAborted();
  const decoder = (pool ?? createDecoderPool(limits.heapMegabytes, 0)).take();
  const output = decoder.stdio?.[3];
  if (!(output instanceof Readable)) {
    throw new FaultError({ code: "inference_unavailable", cause: "no decoder could be started" });
  }
  const kill = (): void => void decoder.kill("SIGKILL");
  signal?.addEventListener("abort", kill, { once: true });
  try {
    const job: DecoderJob = { path, kind, limits };
    decoder.stdin?.end(JSON.stringify(job));
    const records = readRecords(output, Math.max(limits.longSidePixels, limits.pictureLongSidePixels));
    let waitLeftMs = limits.timeoutMs;
    let next = records.next();
    for (;;) {
      const started = performance.now();
      const { value: record } = await withTimeout(next, waitLeftMs, limits.timeoutMs);
      waitLeftMs -= performance.now() - started;
      signal?.throwIfAborted();
      if (!record) throw new FaultError(await deathOf(decoder));
      if (record.kind === "verdict") {
        const { fault, limit, cause = "", decodeMs } = record.verdict;
        if (fault) throw new FaultError({ code: fault, cause, params: limit ? { limit } : {} });
        onDecoded?.(decodeMs);
        return;
      }
      // Asked for before the reader gets this one, so that decoding goes on meanwhile.
      next = records.next();
      next.catch(() => {});
      yield record.frame;
    }
  } finally {
    signal?.removeEventListener("abort", kill);
    kill();
    output.destroy();
  }
}

async function withTimeout<T>(promise: Promise<T>, waitMs: number, limitMs: number): Promise<T> {
  const { promise: expired, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () =>
      reject(new FaultError({ code: "media_decode_timeout", params: { limit: Math.ceil(limitMs / 1000) } })),
    Math.max(0, waitMs),
  );
  return await Promise.race([promise, expired]).finally(() => clearTimeout(timer));
}

/** A decoder that crashes was given a bad file; one that was killed was in the way of something else, and may be tried again. */
async function deathOf(decoder: ChildProcess): Promise<Fault> {
  const isGone = decoder.exitCode !== null || decoder.signalCode !== null;
  if (!isGone) await once(decoder, "exit", { signal: AbortSignal.timeout(EXIT_GRACE_MS) }).catch(() => {});
  const { signalCode, exitCode } = decoder;
  const wasStopped = signalCode === null ? exitCode === null : STOPPING_SIGNALS.includes(signalCode);
  return {
    code: wasStopped ? "inference_unavailable" : "media_unreadable",
    cause: `the decoder ended with ${signalCode ?? `code ${exitCode}`}`,
  };
}
