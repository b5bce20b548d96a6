import { CROP_SIZE } from "./crop.ts";
import { PALM_SIZE } from "./letterbox.ts";

/** The two networks of the pipeline. */
export type HandModel = "palm" | "landmark";

/** Sides of their square inputs. */
export const INPUT_SIZE: Readonly<Record<HandModel, number>> = { palm: PALM_SIZE, landmark: CROP_SIZE };

/**
 * Runs one network. Injected, so that the same pipeline runs on onnxruntime-node, onnxruntime-web and a test double.
 * `input` is NCHW float32 in 0..1: [1, 3, INPUT_SIZE, INPUT_SIZE]; the callee may keep it until the promise settles.
 * Resolves to the outputs in the order of the model's graph. Rejects when the runtime fails.
 */
export type RunModel = (model: HandModel, input: Float32Array) => Promise<readonly Float32Array[]>;
