/** One thread of training-threads.ts. */
import { parentPort, workerData } from "node:worker_threads";
import { trainMotionLetters } from "./movement/train-movement.ts";
import { trainEnsemble } from "./train-ensemble.ts";
import type { EnsembleTask, MotionTask, TrainingMessage } from "./training-threads.ts";

const task = workerData as EnsembleTask | MotionTask;
const tell = (message: TrainingMessage): void => parentPort?.postMessage(message);
const progress = (epoch: number, loss: number, of: number, network = ""): void =>
  tell({ progress: `${task.name}${network}: epoch ${epoch + 1}/${of}, loss ${loss.toFixed(4)}` });

if (task.kind === "ensemble") {
  const { samples, labels, settings } = task;
  const trained = trainEnsemble(samples, labels, settings, (member, epoch, loss) =>
    progress(epoch, loss, settings.epochs, `, network ${member + 1}/${settings.members}`),
  );
  tell({ trained });
} else {
  const { sources, letters, held, settings } = task;
  const trained = trainMotionLetters(sources, letters, held, settings, (epoch, loss) =>
    progress(epoch, loss, settings.epochs),
  );
  tell({ trained });
}
