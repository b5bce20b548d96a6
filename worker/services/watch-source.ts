/**
 * Watches the bytes of a video on their way to a backend, which sees but a request that breaks off, whoever is to blame:
 * a store, a host or a client that does not keep its promise must not be taken for a backend that is down.
 */
import type { Fault } from "../../shared/contract/errors.ts";
import { err, type Result } from "../../shared/contract/result.ts";
import type { OpenVideo } from "../ports/videos.ts";
import { describe } from "./guard.ts";

export interface WatchedVideo {
  /** To be submitted in place of the other. */
  readonly video: OpenVideo;
  /** The backend's answer; or, if that failed because the video did, the fault storage_unavailable. */
  blame<T>(answer: Result<T, Fault>): Result<T, Fault>;
}

const CHUNK_BYTES = 64 * 1024;

export function watchSource(video: OpenVideo): WatchedVideo {
  const { sizeBytes } = video;
  const source = readerOf(video.body);
  let arrived = 0;
  let isWaiting = false;
  let failure: string | undefined;

  const next = async (): Promise<Uint8Array | undefined> => {
    isWaiting = true;
    const { value, done } = await source.read();
    isWaiting = false;
    arrived += value?.length ?? 0;
    if (done ? arrived !== sizeBytes : arrived > sizeBytes)
      throw new Error(`the video has not the ${sizeBytes} bytes that were promised`);
    return done ? undefined : value;
  };
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const chunk = await next();
          if (chunk) controller.enqueue(chunk);
          else controller.close();
        } catch (cause) {
          failure = describe(cause);
          throw cause;
        }
      },
      cancel: (reason) => source.cancel(reason),
    },
    { highWaterMark: 0 },
  );

  return {
    video: { ...video, body },
    blame(answer) {
      if (answer.ok) return answer;
      const isStalled = isWaiting && answer.error.code === "inference_timeout";
      const cause = failure ?? (isStalled ? "the video stopped arriving" : undefined);
      return cause === undefined ? answer : err({ code: "storage_unavailable", cause });
    },
  };
}

/** Large pieces where the stream can give them: workerd's own give 4 kB otherwise. */
function readerOf(body: ReadableStream<Uint8Array>): {
  read(): Promise<{ readonly value?: Uint8Array | undefined; readonly done: boolean }>;
  cancel(reason: unknown): Promise<void>;
} {
  try {
    const reader = body.getReader({ mode: "byob" });
    return {
      read: () => reader.read(new Uint8Array(CHUNK_BYTES)),
      cancel: (reason) => reader.cancel(reason),
    };
  } catch {
    return body.getReader();
  }
}
