import { PingSchema } from "../../../shared/contract/invocation.ts";
import { err, ok } from "../../../shared/contract/result.ts";
import type { InferenceBackend } from "../../ports/inference.ts";
import {
  inferenceTransportFault,
  optionsOf,
  parseJson,
  readAnswer,
  readTrackedPicture,
  trackOptions,
} from "./answer.ts";
import { videoBody } from "./video-body.ts";

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

/** The vision container, by address or bound to the Worker. It answers at once, so no job is ever pending. */
export const createContainerBackend = (send: ContainerFetch): InferenceBackend => ({
  framework: "ONNX Runtime",

  async submit(job, signal) {
    const { requestId, video } = job;
    const query = new URLSearchParams(optionsOf(job));
    const body = videoBody(video);
    try {
      const answer = await send(`/invocations?${query}`, {
        method: "POST",
        headers: {
          "Content-Type": video.contentType,
          "Content-Length": String(video.sizeBytes),
          "X-Request-Id": requestId,
        },
        body: body.stream,
        signal,
        // Node asks for this when a body is a stream; workerd ignores it.
        ...{ duplex: "half" },
      });
      const read = readAnswer(answer.status, await answer.text());
      return read.ok ? read : err(body.blame(read.error));
    } catch (cause) {
      return err(body.blame(inferenceTransportFault(cause)));
    } finally {
      body.end();
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
