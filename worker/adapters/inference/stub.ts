import { err, ok } from "../../../shared/contract/result.ts";
import type { InferenceBackend } from "../../ports/inference.ts";

const VERSION = "stub-1";

/** A flat hand, as the letter B is signed: x, y, z in fractions of a picture of 4 to 3. */
const FLAT_HAND = [
  [0.521, 0.724, 0],
  [0.596, 0.661, -0.033],
  [0.61, 0.566, -0.03],
  [0.572, 0.51, -0.023],
  [0.522, 0.507, -0.015],
  [0.57, 0.474, 0.021],
  [0.564, 0.372, 0.026],
  [0.557, 0.306, 0.019],
  [0.55, 0.254, 0.011],
  [0.526, 0.48, 0.025],
  [0.518, 0.365, 0.033],
  [0.513, 0.286, 0.018],
  [0.508, 0.229, 0.005],
  [0.486, 0.498, 0.021],
  [0.471, 0.391, 0.016],
  [0.467, 0.323, -0.013],
  [0.462, 0.264, -0.033],
  [0.448, 0.523, 0.013],
  [0.438, 0.436, 0.004],
  [0.437, 0.382, -0.014],
  [0.439, 0.332, -0.028],
] as const;

/**
 * No recognition at all: the MD5 of the video picks a label and a confidence, so that the same video always gets the same
 * answer, and every picture of a stream shows the same hand. For developing clients without a vision container; it has to
 * be asked for by name.
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
      return err({ code: "storage_unavailable", cause: String(cause) });
    }
  },

  async poll() {
    return err({ code: "inference_bad_answer", cause: "the stub has no pending jobs" });
  },

  async track() {
    return ok({ landmarks: FLAT_HAND.map(([x, y, z]) => ({ x, y, z })), image: { width: 640, height: 480 } });
  },

  async ping() {
    return ok({ modelVersion: VERSION });
  },
});
