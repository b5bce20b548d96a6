import type { InvocationResult } from "../../shared/contract/invocation.ts";
import { err, ok } from "../../shared/contract/result.ts";
import type { InferenceBackend, InferenceJob } from "../../worker/ports/inference.ts";
import { appWith } from "./call.ts";

const POINT = { x: 0.5, y: 0.5, z: 0 };
const HAND = {
  handedness: "Left" as const,
  score: 0.9,
  bounding_box: { x: 0.1, y: 0.1, width: 0.5, height: 0.5 },
  landmarks: Array(21).fill(POINT),
  world_landmarks: Array(21).fill(POINT),
};
const SEGMENTS = [
  { label: "C", confidence: 0.8, startSeconds: 0, endSeconds: 1 },
  { label: "A", confidence: 0.7, startSeconds: 1.2, endSeconds: 2 },
];
const RESULT: InvocationResult = {
  predictions: [{ label: "C", confidence: 0.8 }],
  model_version: "test-1",
  hands: [HAND, HAND],
  image: { width: 640, height: 480 },
  segments: SEGMENTS,
  readings: [
    { handedness: "Left", predictions: [{ label: "C", confidence: 0.8 }], segments: SEGMENTS },
    { handedness: "Right", predictions: [{ label: "L", confidence: 0.4 }], segments: [] },
  ],
  timings_ms: {},
};
export const BYTES = Uint8Array.from({ length: 300 }, (_, index) => index % 256);
export const BASE64 = btoa(String.fromCharCode(...BYTES));

/** The app with a recogniser that writes down what it is asked. */
export function predicting(
  answer: Awaited<ReturnType<InferenceBackend["submit"]>> = ok({ state: "done", result: RESULT }),
) {
  const jobs: (Omit<InferenceJob, "video"> & { bytes: Uint8Array })[] = [];
  const inference: InferenceBackend = {
    framework: "ONNX Runtime",
    submit: async ({ video, ...job }) => {
      jobs.push({ ...job, bytes: new Uint8Array(await new Response(video.body).arrayBuffer()) });
      return answer;
    },
    poll: async () => answer,
    track: async () => err({ code: "inference_unavailable" }),
    ping: async () => ok({}),
  };
  const ask = appWith({ inference });
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    ask(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  /** As a client of known size sends a form. */
  const postForm = async (path: string, fields: readonly (readonly [string, string | Blob])[]) => {
    const form = new FormData();
    for (const [name, value] of fields) form.append(name, value);
    const whole = new Response(form);
    const body = await whole.arrayBuffer();
    const headers = {
      "Content-Type": whole.headers.get("Content-Type") ?? "",
      "Content-Length": String(body.byteLength),
    };
    return ask(path, { method: "POST", headers, body });
  };
  return { jobs, ask, post, postForm };
}
