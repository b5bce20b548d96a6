import type { Fault } from "../../shared/contract/errors.ts";
import type { InvocationResult } from "../../shared/contract/invocation.ts";
import { err, ok, type Result } from "../../shared/contract/result.ts";
import type { InferenceJob } from "../ports/inference.ts";
import type { OpenVideo } from "../ports/videos.ts";
import { askLeave, healthOf } from "./breaker.ts";
import { sizeFault } from "./media-size.ts";
import type { Parts } from "./parts.ts";
import { within } from "./within.ts";

/** Clients of the older API give up after half a minute. */
const TIMEOUT_MS = 25_000;

/** A file in memory as backends take it. */
export const openBytes = (bytes: Uint8Array<ArrayBuffer>): OpenVideo => ({
  body: new Blob([bytes]).stream(),
  sizeBytes: bytes.length,
  contentType: "application/octet-stream",
});

/**
 * Has a file recognised while the client waits. Faults: media_empty, media_too_large, media_needs_assessment when the
 * backend would take its time, backend_paused, and those of InferenceBackend.
 */
export async function recogniseMedia(
  parts: Pick<Parts, "inference" | "settings" | "breakers" | "sessions" | "log" | "now">,
  job: InferenceJob,
): Promise<Result<InvocationResult, Fault>> {
  const { inference, settings } = parts;
  const refusal = sizeFault(job.video, settings.maxVideoBytes);
  if (refusal) {
    await job.video.body.cancel().catch(() => {});
    return err(refusal);
  }
  const leave = await askLeave(parts, "inference", TIMEOUT_MS);
  if (!leave.ok) {
    await job.video.body.cancel().catch(() => {});
    return err({ code: "backend_paused" });
  }
  const answer = await within(TIMEOUT_MS, "inference_timeout", (signal) => inference.submit(job, signal));
  // That a client waits for less time than the backend may take says nothing about the backend.
  const isCutOff = !answer.ok && answer.error.code === "inference_timeout";
  await leave.value.report(isCutOff ? "unknown" : healthOf(answer));
  if (!answer.ok) return answer;
  return answer.value.state === "done" ? ok(answer.value.result) : err({ code: "media_needs_assessment" });
}
