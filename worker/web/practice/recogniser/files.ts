/** The files that recognition on the device needs. They come when it starts, and the browser keeps them for ever. */
import landmarkFull from "@models/landmark-full.onnx?url";
import landmarkLite from "@models/landmark-lite.onnx?url";
import palmFull from "@models/palm-full.onnx?url";
import palmLite from "@models/palm-lite.onnx?url";
import jspiScript from "onnxruntime-web/ort-wasm-simd-threaded.jspi.mjs?url";
import jspiBinary from "onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url";
import wasmScript from "onnxruntime-web/ort-wasm-simd-threaded.mjs?url";
import wasmBinary from "onnxruntime-web/ort-wasm-simd-threaded.wasm?url";
import type { HandModel } from "../../../../shared/hands/run-model.ts";
import { builtFacts } from "../../built-facts.ts";
import type { Quality, Runtime } from "./messages.ts";

export interface SizedFile {
  readonly url: string;
  readonly bytes: number;
}

const sized = (url: string, name: string): SizedFile => ({ url, bytes: builtFacts.fileBytes[name] ?? 0 });

export const MODEL_FILES: Record<Quality, Record<HandModel, SizedFile>> = {
  full: {
    palm: sized(palmFull, "palm-full.onnx"),
    landmark: sized(landmarkFull, "landmark-full.onnx"),
  },
  lite: {
    palm: sized(palmLite, "palm-lite.onnx"),
    landmark: sized(landmarkLite, "landmark-lite.onnx"),
  },
};

/** ONNX Runtime: its script, and its WebAssembly. */
export const RUNTIME_FILES: Record<
  Runtime["provider"],
  { readonly script: string; readonly binary: SizedFile }
> = {
  wasm: { script: wasmScript, binary: sized(wasmBinary, "ort-wasm-simd-threaded.wasm") },
  webgpu: { script: jspiScript, binary: sized(jspiBinary, "ort-wasm-simd-threaded.jspi.wasm") },
};
