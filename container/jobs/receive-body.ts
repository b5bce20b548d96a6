/** Puts a request's body into a file, without ever holding it in memory. */
import { open } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { FaultError } from "../fault-error.ts";

export interface ReceivedBody {
  readonly sizeBytes: number;
  /** The first bytes, fewer than asked for if the body is shorter. */
  readonly head: Uint8Array;
}

export interface ReceiveOptions {
  readonly maxBytes: number;
  readonly headBytes: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/**
 * Rejects with FaultError media_empty, media_too_large, or service_unavailable when the body does not arrive in time, and
 * with the signal's reason. The connection stays open, so that the fault can be answered.
 */
export async function receiveBody(
  incoming: IncomingMessage,
  path: string,
  { maxBytes, headBytes, timeoutMs, signal }: ReceiveOptions,
): Promise<ReceivedBody> {
  const tooLarge = new FaultError({
    code: "media_too_large",
    params: { limit: `${Math.round(maxBytes / 1024 / 1024)} MB` },
  });
  if (Number(incoming.headers["content-length"] ?? 0) > maxBytes) throw tooLarge;

  const stopped = stopSignal(timeoutMs, signal);
  const file = await open(path, "wx", 0o600);
  try {
    const chunks = incoming.iterator({ destroyOnReturn: false });
    let head = new Uint8Array(0);
    let sizeBytes = 0;
    for (;;) {
      const { value, done } = await Promise.race([chunks.next(), stopped.promise]);
      if (done) break;
      const chunk = value as Uint8Array;
      sizeBytes += chunk.length;
      if (sizeBytes > maxBytes) throw tooLarge;
      if (head.length < headBytes) head = Buffer.concat([head, chunk.subarray(0, headBytes - head.length)]);
      await file.writeFile(chunk);
    }
    if (sizeBytes === 0) throw new FaultError({ code: "media_empty" });
    return { sizeBytes, head };
  } finally {
    stopped.clear();
    await file.close();
  }
}

/** A promise that rejects when the time is over or the signal aborts. */
function stopSignal(timeoutMs: number, signal: AbortSignal): { promise: Promise<never>; clear: () => void } {
  const { promise, reject } = Promise.withResolvers<never>();
  promise.catch(() => {});
  const abort = (): void => reject(signal.reason);
  const timer = setTimeout(
    () => reject(new FaultError({ code: "service_unavailable", cause: "the body did not arrive in time" })),
    timeoutMs,
  );
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort, { once: true });
  return {
    promise,
    clear: () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", abort);
    },
  };
}
