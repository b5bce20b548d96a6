/** The hand networks on ONNX Runtime in the browser: on the GPU where that is quick, else in WebAssembly. */
import type { InferenceSession, Tensor } from "onnxruntime-web";
import { type HandModel, INPUT_SIZE, type RunModel } from "../../../../shared/hands/run-model.ts";
import { fetchFiles } from "./fetch-files.ts";
import { MODEL_FILES, RUNTIME_FILES } from "./files.ts";
import type { Quality, Runtime } from "./messages.ts";

export interface Networks {
  readonly runModel: RunModel;
  readonly runtime: Runtime;
}

/** What is asked of WebGPU (W3C), which the compiler's library does not know yet. */
interface GpuNavigator {
  readonly gpu?: {
    requestAdapter(): Promise<{ readonly info: { readonly isFallbackAdapter: boolean } } | null>;
  };
}

/** More do not make these networks faster. */
const MAX_THREADS = 4;
/** A GPU on which a hand takes longer than this is none, or is a slow imitation: WebAssembly does better. */
const MAX_GPU_MS = 40;

/** Throws a FetchFilesError when files do not come, another error when the browser cannot run the networks. */
export async function loadNetworks(
  quality: Quality,
  onProgress: (loadedBytes: number, totalBytes: number) => void,
): Promise<Networks> {
  if (await hasGpu()) {
    const networks = await loadOnQuickGpu(quality, onProgress).catch(() => undefined);
    if (networks) return networks;
  }
  return load("wasm", quality, onProgress);
}

/** Undefined when the GPU is too slow; rejects when it cannot run the networks. */
async function loadOnQuickGpu(
  quality: Quality,
  onProgress: (loadedBytes: number, totalBytes: number) => void,
): Promise<Networks | undefined> {
  const networks = await load("webgpu", quality, onProgress);
  return (await secondRunMs(networks.runModel)) <= MAX_GPU_MS ? networks : undefined;
}

/** Whether there is a GPU of its own behind WebGPU, and WebAssembly can wait for it (JavaScript Promise Integration). */
async function hasGpu(): Promise<boolean> {
  const { gpu } = navigator as GpuNavigator;
  if (!gpu || !("Suspending" in WebAssembly)) return false;
  const adapter = await gpu.requestAdapter().catch(() => null);
  return adapter !== null && !adapter.info.isFallbackAdapter;
}

async function load(
  provider: Runtime["provider"],
  quality: Quality,
  onProgress: (loadedBytes: number, totalBytes: number) => void,
): Promise<Networks> {
  const { script, binary } = RUNTIME_FILES[provider];
  const models = MODEL_FILES[quality];
  const [wasmBinary, palm, landmark] = await fetchFiles([binary, models.palm, models.landmark], onProgress);
  if (!wasmBinary || !palm || !landmark) throw new Error("A file is missing.");
  const { env, InferenceSession, Tensor } =
    provider === "webgpu" ? await import("onnxruntime-web/jspi") : await import("onnxruntime-web/wasm");
  const threads = crossOriginIsolated ? Math.min(navigator.hardwareConcurrency, MAX_THREADS) : 1;
  env.wasm.wasmPaths = { mjs: script };
  env.wasm.wasmBinary = wasmBinary.buffer;
  env.wasm.numThreads = threads;
  const options = { executionProviders: [provider], graphOptimizationLevel: "all" } as const;
  const sessions: Record<HandModel, InferenceSession> = {
    palm: await InferenceSession.create(palm, options),
    landmark: await InferenceSession.create(landmark, options),
  };
  return { runtime: { provider, threads }, runModel: runOn(sessions, Tensor) };
}

const runOn =
  (sessions: Readonly<Record<HandModel, InferenceSession>>, TensorClass: typeof Tensor): RunModel =>
  async (model, input) => {
    const session = sessions[model];
    const size = INPUT_SIZE[model];
    const [inputName = ""] = session.inputNames;
    const outputs = await session.run({ [inputName]: new TensorClass("float32", input, [1, 3, size, size]) });
    return session.outputNames.map((name) => outputs[name]?.data as Float32Array);
  };

/** The first run prepares the GPU; what counts comes after it. */
async function secondRunMs(runModel: RunModel): Promise<number> {
  const blank = new Float32Array(3 * INPUT_SIZE.landmark ** 2);
  await runModel("landmark", blank);
  const begun = performance.now();
  await runModel("landmark", blank);
  return performance.now() - begun;
}
