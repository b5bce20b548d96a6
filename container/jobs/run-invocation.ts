/** One invocation from its body to its answer, within all limits. */
import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import type { Fault } from "../../shared/contract/errors.ts";
import type { InvocationOptions, InvocationResult } from "../../shared/contract/invocation.ts";
import { err, ok, type Result } from "../../shared/contract/result.ts";
import { SNIFF_BYTES, sniffMedia } from "../decode/sniff.ts";
import { FaultError, faultOf } from "../fault-error.ts";
import { receiveBody } from "./receive-body.ts";
import type { Service } from "./service.ts";

export interface InvocationOutcome {
  readonly result: Result<InvocationResult, Fault>;
  readonly sizeBytes?: number;
  /** Time between the whole body and the job's turn. */
  readonly queuedMs?: number;
}

/**
 * Never rejects: what was not expected is the fault `internal`. A place is taken before the body is read, so a busy server
 * says so without the upload.
 * @param disconnected aborts with a FaultError when nobody waits for the answer any more.
 */
export async function runInvocation(
  service: Service,
  incoming: IncomingMessage,
  options: InvocationOptions,
  disconnected: AbortSignal,
): Promise<InvocationOutcome> {
  const { config, gate, folder } = service;
  const readiness = service.readiness();
  if (readiness.state !== "ready")
    return { result: err({ code: "service_unavailable", cause: readiness.state }) };
  const place = gate.enter();
  if (!place) return { result: err({ code: "inference_overloaded" }) };

  const deadline = new AbortController();
  const timer = setTimeout(() => {
    const limit = config.jobTimeoutMs / 1000;
    deadline.abort(new FaultError({ code: "inference_timeout", params: { limit } }));
  }, config.jobTimeoutMs);
  const signal = AbortSignal.any([disconnected, deadline.signal, service.stop]);
  const path = join(folder, randomUUID());
  let measured: Omit<InvocationOutcome, "result"> = {};
  try {
    const { sizeBytes, head } = await receiveBody(incoming, path, {
      maxBytes: config.maxBodyBytes,
      headBytes: SNIFF_BYTES,
      timeoutMs: config.bodyTimeoutMs,
      signal,
    });
    measured = { sizeBytes };
    const kind = sniffMedia(head);
    if (!kind)
      return {
        ...measured,
        result: err({ code: "media_unreadable", cause: "still picture in a video container" }),
      };

    const received = performance.now();
    await place.turn(signal);
    measured = { sizeBytes, queuedMs: performance.now() - received };
    return { ...measured, result: ok(await readiness.vision.recognise({ path, kind }, options, signal)) };
  } catch (cause) {
    return { ...measured, result: err(faultOf(cause)) };
  } finally {
    clearTimeout(timer);
    place.leave();
    await rm(path, { force: true });
  }
}
