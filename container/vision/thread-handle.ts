/** The server's end of one vision thread. */
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { InvocationOptions, InvocationResult } from "../../shared/contract/invocation.ts";
import { FaultError, faultOf } from "../fault-error.ts";
import type { MediaFile } from "./vision.ts";
import type { FromVisionThread, ToVisionThread, VisionInfo, VisionSetup } from "./worker-messages.ts";

export interface VisionThread {
  readonly info: VisionInfo;
  /** Settles when the thread has ended, wanted or not. */
  readonly ended: Promise<unknown>;
  /**
   * Does one job; to be called when the last one is over. Rejects with a FaultError, or with what the thread died of. An
   * aborted job is over when the thread says so, with the fault of the signal's reason.
   */
  recognise(file: MediaFile, options: InvocationOptions, signal: AbortSignal): Promise<InvocationResult>;
  close(): Promise<void>;
}

const PROGRAM = new URL("./vision-thread.ts", import.meta.url);

/** Time to end in peace after `close`. */
const CLOSE_GRACE_MS = 1_000;

/** Rejects when the thread cannot load what it needs. */
export async function startVisionThread(setup: VisionSetup): Promise<VisionThread> {
  const worker = new Worker(PROGRAM, { workerData: setup });
  let died = new Error("The vision thread ended.");
  worker.on("error", (cause) => {
    died = cause instanceof Error ? cause : new Error(String(cause));
  });
  const life = new AbortController();
  const ended = new Promise<void>((resolve) => {
    worker.once("exit", () => {
      life.abort();
      resolve();
    });
  });
  const tell = (message: ToVisionThread): void => worker.postMessage(message);
  const hear = async (): Promise<FromVisionThread> => {
    try {
      const [message] = await once(worker, "message", { signal: life.signal });
      return message as FromVisionThread;
    } catch {
      throw died;
    }
  };

  const first = await hear();
  if (first.kind !== "ready") throw new Error("The vision thread did not begin as it should.");
  return {
    info: first.info,
    ended,
    async recognise(file, options, signal) {
      signal.throwIfAborted();
      const abort = (): void => tell({ kind: "abort", fault: faultOf(signal.reason) });
      signal.addEventListener("abort", abort, { once: true });
      try {
        const answer = hear();
        tell({ kind: "job", file, options });
        const message = await answer;
        if (message.kind === "done") return message.result;
        throw message.kind === "failed" ? new FaultError(message.fault) : new Error("Out of turn.");
      } finally {
        signal.removeEventListener("abort", abort);
      }
    },
    async close() {
      tell({ kind: "close" });
      const timer = setTimeout(() => void worker.terminate(), CLOSE_GRACE_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}
