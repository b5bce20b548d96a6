import { err, ok } from "../../../shared/contract/result.ts";
import type { InferenceBackend } from "../../ports/inference.ts";
import { inferenceTransportFault } from "./answer.ts";

const VERSION = "stub-1";

/**
 * No recognition at all: the MD5 of the video picks a label and a confidence, so that the same video always gets the same
 * answer. For developing clients without a vision container; it has to be asked for by name.
 */
export const createStubBackend = (gestureLabels: readonly string[]): InferenceBackend => ({
  framework: "stub",

  async submit({ video, topK }) {
    try {
      const md5 = new crypto.DigestStream("MD5");
      await video.body.pipeTo(md5);
      const digest = new DataView(await md5.digest);
      const first = digest.getUint32(0) % gestureLabels.length;
      const confidence = 0.5 + (digest.getUint32(4) / 2 ** 32) * 0.5;
      const others = gestureLabels.filter((_, index) => index !== first).slice(0, topK - 1);
      const rest = (1 - confidence) / Math.max(1, others.length);
      return ok({
        state: "done",
        result: {
          predictions: [
            { label: gestureLabels[first] ?? "", confidence },
            ...others.map((label) => ({ label, confidence: rest })),
          ],
          model_version: VERSION,
          timings_ms: {},
        },
      });
    } catch (cause) {
      return err(inferenceTransportFault(cause));
    }
  },

  async poll() {
    return err({ code: "inference_bad_answer", cause: "the stub has no pending jobs" });
  },

  async ping() {
    return ok({ modelVersion: VERSION });
  },
});
