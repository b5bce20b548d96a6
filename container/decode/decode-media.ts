/** The door to decoding: frames of an untrusted file, decoded in a process that is killed when it misbehaves. */
import type { Image } from "../../shared/hands/image.ts";
import { FaultError } from "../fault-error.ts";
import type { MediaKind } from "./decoder-job.ts";
import { createDecoderPool, type DecoderPool } from "./decoder-pool.ts";
import { DEFAULT_DECODE_LIMITS, type DecodeLimits } from "./limits.ts";
import type { VideoFrame } from "./read-records.ts";

export interface DecodeOptions {
  readonly limits?: DecodeLimits;
  /** Ends the decoder; the iteration throws the signal's reason. */
  readonly signal?: AbortSignal;
  /** Where processes come from; by default one is started. */
  readonly pool?: DecoderPool;
  /** The stream that a picture is of: its next picture finds the same process. */
  readonly stream?: string | undefined;
  /** Told, when the file is read to its end, how long the decoder itself worked. */
  readonly onDecoded?: (decodeMs: number) => void;
}

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
  { limits = DEFAULT_DECODE_LIMITS, signal, pool: given, stream, onDecoded }: DecodeOptions,
): AsyncGenerator<VideoFrame, void> {
  signal?.throwIfAborted();
  const pool = given ?? createDecoderPool(limits.heapMegabytes, 0);
  const decoder = pool.take(stream);
  const kill = (): void => decoder.kill();
  signal?.addEventListener("abort", kill, { once: true });
  let hasDoneWell = false;
  try {
    const records = decoder.decode({ path, kind, limits });
    let waitLeftMs = limits.timeoutMs;
    let next = records.next();
    for (;;) {
      const started = performance.now();
      const { value: record } = await withTimeout(next, waitLeftMs, limits.timeoutMs);
      waitLeftMs -= performance.now() - started;
      signal?.throwIfAborted();
      if (!record) throw new FaultError(await decoder.death());
      if (record.kind === "verdict") {
        const { fault, limit, cause = "", decodeMs } = record.verdict;
        if (fault) throw new FaultError({ code: fault, cause, params: limit ? { limit } : {} });
        hasDoneWell = true;
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
    if (hasDoneWell && stream !== undefined) pool.keep(decoder, stream);
    else kill();
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
