/** The two networks of the pipeline. */
export type HandModel = "palm" | "landmark";

/**
 * Runs one network. Injected, so that the same pipeline runs on onnxruntime-node, onnxruntime-web and a test double.
 * `input` is NCHW float32 in 0..1: palm [1, 3, 192, 192], landmark [1, 3, 224, 224]; the callee may keep it until the
 * promise settles. Resolves to the outputs in the order of the model's graph. Rejects when the runtime fails.
 */
export type RunModel = (model: HandModel, input: Float32Array) => Promise<readonly Float32Array[]>;
