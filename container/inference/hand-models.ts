/** The hand networks on ONNX Runtime. */
import { type HandModel, INPUT_SIZE, type RunModel } from "../../shared/hands/run-model.ts";
import { ensureModels, modelPath } from "../models/ensure-models.ts";

// Read by the native library when it loads, so it has to be set before; Señal sends nothing to anybody.
process.env.ORT_DISABLE_TELEMETRY ??= "1";
const { InferenceSession, Tensor } = await import("onnxruntime-node");
type Session = Awaited<ReturnType<typeof InferenceSession.create>>;

export type Provider = "cpu" | "cuda";

export interface HandModelOptions {
  /** Folder of the converted models; filled if they are missing. */
  readonly modelsDirectory: string;
  /** `lite` is faster and less exact. */
  readonly quality: "full" | "lite";
  /** Threads within one run of a network. One is best when several videos are processed at once. */
  readonly threads: number;
  /** `auto` takes CUDA where it works. */
  readonly provider: Provider | "auto";
}

export interface HandModels {
  readonly runModel: RunModel;
  /** What really runs the networks. */
  readonly provider: Provider;
  /** Why it is not CUDA, if that was wanted. */
  readonly fallbackReason?: string;
  release(): Promise<void>;
}

/** Loads both networks. Rejects when they cannot be made or loaded, or when `cuda` is demanded and does not work. */
export async function loadHandModels(options: HandModelOptions): Promise<HandModels> {
  await ensureModels(options.modelsDirectory);
  if (options.provider === "cpu") return withProvider(options, "cpu");
  try {
    return await withProvider(options, "cuda");
  } catch (cause) {
    if (options.provider === "cuda") throw cause;
    const models = await withProvider(options, "cpu");
    return { ...models, fallbackReason: cause instanceof Error ? cause.message : String(cause) };
  }
}

async function withProvider(options: HandModelOptions, provider: Provider): Promise<HandModels> {
  const { modelsDirectory, quality, threads } = options;
  const load = (model: HandModel): Promise<Session> =>
    InferenceSession.create(modelPath(modelsDirectory, `${model}-${quality}`), {
      executionProviders: [provider],
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      graphOptimizationLevel: "all",
      logSeverityLevel: 3,
    });
  const sessions: Record<HandModel, Session> = { palm: await load("palm"), landmark: await load("landmark") };
  return {
    provider,
    runModel: async (model, input) => {
      const session = sessions[model];
      const size = INPUT_SIZE[model];
      const [inputName = ""] = session.inputNames;
      const outputs = await session.run({ [inputName]: new Tensor("float32", input, [1, 3, size, size]) });
      return session.outputNames.map((name) => outputs[name]?.data as Float32Array);
    },
    release: async () => {
      await Promise.all([sessions.palm.release(), sessions.landmark.release()]);
    },
  };
}
