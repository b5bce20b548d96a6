/**
 * Program of a vision thread: loads the networks and does one job after the other. ONNX Runtime's binding for Node blocks
 * the thread that calls it, so the server's own thread never does.
 */
import { parentPort, workerData } from "node:worker_threads";
import { createDecoderPool } from "../decode/decoder-pool.ts";
import { FaultError, faultOf } from "../fault-error.ts";
import { loadHandModels } from "../inference/hand-models.ts";
import { listModels, loadAlphabets } from "./load-alphabets.ts";
import { modelVersionOf, recognise } from "./recognise.ts";
import type { Vision } from "./vision.ts";
import type { FromVisionThread, ToVisionThread, VisionSetup } from "./worker-messages.ts";

const { models, alphabetsDirectory, activeModels, limits } = workerData as VisionSetup;
const send = (message: FromVisionThread): void => parentPort?.postMessage(message);

const alphabets = await loadAlphabets(alphabetsDirectory, activeModels);
const { runModel, provider, fallbackReason } = await loadHandModels(models);
const decoders = createDecoderPool(limits.heapMegabytes, 1);
const vision: Vision = { runModel, alphabets, activeModels, decoders, limits };
let current = new AbortController();

async function run({ file, options }: Extract<ToVisionThread, { kind: "job" }>): Promise<void> {
  current = new AbortController();
  await recognise(vision, file, options, current.signal).then(
    (result) => send({ kind: "done", result }),
    (cause) => send({ kind: "failed", fault: faultOf(cause) }),
  );
}

parentPort?.on("message", (message: ToVisionThread) => {
  if (message.kind === "job") run(message);
  else if (message.kind === "abort") current.abort(new FaultError(message.fault));
  else {
    decoders.close();
    parentPort?.close();
  }
});

send({
  kind: "ready",
  info: {
    modelVersion: modelVersionOf(vision),
    models: listModels(alphabets, activeModels),
    provider,
    fallbackReason,
  },
});
