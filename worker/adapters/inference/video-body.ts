/**
 * A video on its way to a container. A request that breaks off looks the same whoever is to blame, so the video is watched on
 * its way: a store, a host or a client that breaks its promise must not be taken for a container that is down.
 */
import type { Fault } from "../../../shared/contract/errors.ts";
import type { OpenVideo } from "../../ports/videos.ts";

export interface VideoBody {
  readonly stream: ReadableStream<Uint8Array>;
  /** The fault storage_unavailable if the video is to blame, else the given one. */
  blame(fault: Fault): Fault;
  /** To be called when the request is over, well or not: nobody wants the rest of the video. */
  end(): void;
}

/** workerd's own: it tells the length, without which workerd ends a body that breaks off as if it were whole. */
interface Workerd {
  readonly FixedLengthStream?: new (sizeBytes: number) => TransformStream<Uint8Array, Uint8Array>;
}

const CHUNK_BYTES = 64 * 1024;

export function videoBody({ body, sizeBytes }: OpenVideo): VideoBody {
  const { FixedLengthStream } = globalThis as Workerd;
  const { readable, writable } = FixedLengthStream ? new FixedLengthStream(sizeBytes) : new TransformStream();
  const writer = writable.getWriter();
  // Node's stream holds on to what it was given after the write is done.
  const source = readerOf(body, FixedLengthStream !== undefined);
  let arrived = 0;
  let failure: string | undefined;

  async function next(): Promise<Uint8Array | undefined> {
    const { value, done } = await source.read();
    arrived += value?.length ?? 0;
    if (done ? arrived !== sizeBytes : arrived > sizeBytes)
      throw new Error(`the video has not the ${sizeBytes} bytes that were promised`);
    return done ? undefined : value;
  }
  const nextOrFailure = (): Promise<Uint8Array | undefined> =>
    next().catch((cause: unknown) => {
      failure = String(cause);
      throw cause;
    });
  async function pump(): Promise<void> {
    try {
      for (let chunk = await nextOrFailure(); chunk; chunk = await nextOrFailure()) await writer.write(chunk);
      await writer.close();
    } catch (cause) {
      await Promise.allSettled([writer.abort(cause), source.cancel(cause)]);
    }
  }
  void pump();

  return {
    stream: readable,
    blame: (fault) => (failure === undefined ? fault : { code: "storage_unavailable", cause: failure }),
    // Neither is waited for: an abort comes to rest only after a write that may wait for a reader that is gone.
    end() {
      writer.abort().catch(() => {});
      source.cancel("the request is over").catch(() => {});
    },
  };
}

interface Reader {
  read(): Promise<{ readonly value?: Uint8Array | undefined; readonly done: boolean }>;
  cancel(reason: unknown): Promise<void>;
}

/** `isReused`: a piece is done with when the next is asked for, so that all take the same memory where streams allow it. */
function readerOf(body: ReadableStream<Uint8Array>, isReused: boolean): Reader {
  try {
    const reader = body.getReader({ mode: "byob" });
    let buffer = new ArrayBuffer(CHUNK_BYTES);
    return {
      async read() {
        const answer = await reader.read(new Uint8Array(buffer, 0, CHUNK_BYTES));
        buffer = isReused && answer.value ? answer.value.buffer : new ArrayBuffer(CHUNK_BYTES);
        return answer;
      },
      cancel: (reason) => reader.cancel(reason),
    };
  } catch {
    return body.getReader();
  }
}
