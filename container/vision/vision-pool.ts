/** As many vision threads as jobs may run at once. */
import type { InvocationOptions, InvocationResult } from "../../shared/contract/invocation.ts";
import { ensureModels } from "../models/ensure-models.ts";
import { startVisionThread, type VisionThread } from "./thread-handle.ts";
import type { MediaFile } from "./vision.ts";
import type { VisionInfo, VisionSetup } from "./worker-messages.ts";

export interface VisionPool {
  readonly info: VisionInfo;
  /** Runs a job on a free thread; there must be one, which the job gate sees to. Rejects as a thread does. */
  recognise(file: MediaFile, options: InvocationOptions, signal: AbortSignal): Promise<InvocationResult>;
  close(): Promise<void>;
}

/** Place of a thread; a thread that dies is replaced when its place is needed again. */
interface Slot {
  thread: VisionThread | undefined;
  /** Of the last picture that was done here: the next one of the same stream finds its decoder. */
  stream: string | undefined;
}

/** Rejects when the models cannot be made or loaded. */
export async function startVisionPool(setup: VisionSetup, size: number): Promise<VisionPool> {
  // Here, since the environment that native code sees is that of the process, not of a thread.
  process.env.ORT_DISABLE_TELEMETRY ??= "1";
  await ensureModels(setup.models.modelsDirectory);

  const start = async (slot: Slot): Promise<VisionThread> => {
    const thread = await startVisionThread(setup);
    slot.thread = thread;
    thread.ended.then(() => {
      slot.thread = undefined;
    });
    return thread;
  };
  const slots = Array.from({ length: size }, (): Slot => ({ thread: undefined, stream: undefined }));
  const [first] = await Promise.all(slots.map(start));
  if (!first) throw new Error("A vision pool needs at least one thread.");
  const free = [...slots];
  return {
    info: first.info,
    async recognise(file, options, signal) {
      const slot = takeSlot(free, options.stream);
      if (!slot) throw new Error("More jobs run than there are vision threads.");
      slot.stream = options.stream;
      try {
        const thread = slot.thread ?? (await start(slot));
        return await thread.recognise(file, options, signal);
      } finally {
        free.push(slot);
      }
    },
    async close() {
      await Promise.all(slots.map(({ thread }) => thread?.close()));
    },
  };
}

function takeSlot(free: Slot[], stream: string | undefined): Slot | undefined {
  const own = stream === undefined ? -1 : free.findIndex((slot) => slot.stream === stream);
  return own < 0 ? free.pop() : free.splice(own, 1)[0];
}
