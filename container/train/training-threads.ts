/** Trains several networks at the same time, one on each thread. What comes out does not depend on how many there are. */
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { MotionLetters } from "../../shared/signs/alphabet.ts";
import type { Network } from "../../shared/signs/network.ts";
import type { Sample } from "./dataset.ts";
import type { Handshapes } from "./movement/film.ts";
import type { MotionLettersNotes } from "./movement/motion-letter-notes.ts";
import type { MovementSettings } from "./movement/train-movement.ts";
import type { TrainingSettings } from "./train-ensemble.ts";

/** Arguments of trainEnsemble. */
export interface EnsembleTask {
  readonly kind: "ensemble";
  /** For the progress that is told. */
  readonly name: string;
  readonly samples: readonly Sample[];
  readonly labels: readonly string[];
  readonly settings: TrainingSettings;
}

/** Arguments of trainMotionLetters. */
export interface MotionTask {
  readonly kind: "motion";
  readonly name: string;
  readonly sources: readonly Handshapes[];
  readonly letters: MotionLettersNotes;
  readonly held: readonly string[];
  readonly settings: MovementSettings;
}

/** From a thread: a line of progress, or what was trained. */
export type TrainingMessage =
  | { readonly progress: string }
  | { readonly trained: readonly Network[] | MotionLetters };

export interface Trainers {
  ensemble(task: Omit<EnsembleTask, "kind">): Promise<Network[]>;
  motion(task: Omit<MotionTask, "kind">): Promise<MotionLetters>;
}

/** Trainers that share as many threads as there are processors. `onProgress` hears of each epoch. */
export function createTrainers(onProgress: (line: string) => void): Trainers {
  const waiting: (() => void)[] = [];
  let free = availableParallelism();
  const run = async (task: EnsembleTask | MotionTask): Promise<unknown> => {
    if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    else free -= 1;
    try {
      return await trainInThread(task, onProgress);
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
  return {
    ensemble: async (task) => (await run({ kind: "ensemble", ...task })) as Network[],
    motion: async (task) => (await run({ kind: "motion", ...task })) as MotionLetters,
  };
}

function trainInThread(
  task: EnsembleTask | MotionTask,
  onProgress: (line: string) => void,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL("./training-thread.ts", import.meta.url), { workerData: task });
    thread.on("message", (message: TrainingMessage) => {
      if ("progress" in message) onProgress(message.progress);
      else resolve(message.trained);
    });
    thread.on("error", reject);
    // After an answer this changes nothing.
    thread.on("exit", () => reject(new Error(`The training of ${task.name} ended without an answer.`)));
  });
}
