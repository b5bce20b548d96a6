import { PingSchema } from "../../../shared/contract/invocation.ts";
import { err, ok } from "../../../shared/contract/result.ts";
import type { InferenceBackend } from "../../ports/inference.ts";
import type { OpenVideo } from "../../ports/videos.ts";
import {
  inferenceTransportFault,
  optionsOf,
  parseJson,
  readAnswer,
  readTrackedPicture,
  trackOptions,
} from "./answer.ts";

/** Sends a request to the container; `path` starts with a slash. */
export type ContainerFetch = (path: string, init: RequestInit) => Promise<Response>;

/** A container at an address of one's own. */
export const containerAt =
  (baseUrl: string): ContainerFetch =>
  (path, init) =>
    fetch(baseUrl.replace(/\/+$/, "") + path, init);

/** Tells the container by its secret that it is the Worker who asks; without one the container serves all. */
export const withSecret = (send: ContainerFetch, secret: string | undefined): ContainerFetch =>
  secret === undefined
    ? send
    : (path, init) => {
        const headers = new Headers(init.headers);
        headers.set("Authorization", `Bearer ${secret}`);
        return send(path, { ...init, headers });
      };

/** workerd sends a body of unknown length in chunks, and one of those that breaks off as if it were whole. */
function ofKnownLength({ body, sizeBytes }: OpenVideo): ReadableStream<Uint8Array> {
  const { FixedLengthStream } = globalThis as Workerd;
  return FixedLengthStream ? body.pipeThrough(new FixedLengthStream(sizeBytes)) : body;
}

/** What Node has not. */
interface Workerd {
  readonly FixedLengthStream?: new (sizeBytes: number) => TransformStream<Uint8Array, Uint8Array>;
}

/** The vision container, by address or bound to the Worker. It answers at once, so no job is ever pending. */
export const createContainerBackend = (send: ContainerFetch): InferenceBackend => ({
  framework: "ONNX Runtime",

  async submit(job, signal) {
    const { requestId, video } = job;
    const query = new URLSearchParams(optionsOf(job));
    try {
      const answer = await send(`/invocations?${query}`, {
        method: "POST",
        headers: {
          "Content-Type": video.contentType,
          "Content-Length": String(video.sizeBytes),
          "X-Request-Id": requestId,
        },
        body: ofKnownLength(video),
        signal,
        // Node asks for this when a body is a stream; workerd ignores it.
        ...{ duplex: "half" },
      });
      return readAnswer(answer.status, await answer.text());
    } catch (cause) {
      return err(inferenceTransportFault(cause));
    }
  },

  async poll() {
    return err({ code: "inference_bad_answer", cause: "the container has no pending jobs" });
  },

  async track(job, signal) {
    try {
      const answer = await send(`/invocations?${new URLSearchParams(trackOptions(job))}`, {
        method: "POST",
        headers: { "Content-Type": "image/jpeg", "X-Request-Id": job.requestId },
        body: job.picture,
        signal,
      });
      return readTrackedPicture(answer.status, await answer.text());
    } catch (cause) {
      return err(inferenceTransportFault(cause));
    }
  },

  async ping(signal) {
    try {
      const answer = await send("/ping", { method: "GET", signal });
      const text = await answer.text();
      if (!answer.ok) return err({ code: "inference_unavailable", cause: `ping answered ${answer.status}` });
      const ping = PingSchema.safeParse(parseJson(text));
      if (!ping.success) return err({ code: "inference_bad_answer", cause: "ping names no model" });
      const { model_version: modelVersion, models } = ping.data;
      return ok({ modelVersion, ...(models ? { models } : {}) });
    } catch (cause) {
      return err(inferenceTransportFault(cause));
    }
  },
});
