/** POST /invocations, and the line of log and the counts that each one leaves. */
import type { HttpBindings } from "@hono/node-server";
import type { Context, Handler } from "hono";
import { ERROR_KINDS, type Fault } from "../../shared/contract/errors.ts";
import type { InvocationOptions, InvocationResult } from "../../shared/contract/invocation.ts";
import { FaultError } from "../fault-error.ts";
import { type InvocationOutcome, runInvocation } from "../jobs/run-invocation.ts";
import type { Service } from "../jobs/service.ts";
import type { Logger } from "../log.ts";
import { problemResponse } from "./problem-response.ts";
import { invocationOptions, requestIdOf } from "./request.ts";

const EXPECTED = "video/*, image/* or application/octet-stream";
/** Types that say that the body is no file. Any other may be what some storage remembers of an upload; the bytes decide. */
const NO_FILE = /^(application\/json\b|multipart\/)/i;

/** Stages that are not decoding. */
const INFERENCE_STAGES = ["track", "detect", "classify"];

export function invocations(service: Service): Handler<{ Bindings: HttpBindings }> {
  const record = createRecorder(service);
  return async (c) => {
    const started = performance.now();
    const requestId = requestIdOf(c);
    c.header("X-Request-Id", requestId);
    const options = invocationOptions(c);
    if (!options.ok) {
      const fault: Fault = { code: "validation_failed" };
      record({ result: { ok: false, error: fault } }, "none", requestId, performance.now() - started);
      return problemResponse(c, fault, requestId, options.error);
    }
    const outcome = await answer(service, c, options.value);
    record(outcome, options.value.task, requestId, performance.now() - started);
    return outcome.result.ok
      ? c.json(outcome.result.value)
      : problemResponse(c, outcome.result.error, requestId);
  };
}

async function answer(
  service: Service,
  c: Context<{ Bindings: HttpBindings }>,
  options: InvocationOptions,
): Promise<InvocationOutcome> {
  if (NO_FILE.test(c.req.header("Content-Type") ?? "")) {
    return {
      result: { ok: false, error: { code: "unsupported_media_type", params: { expected: EXPECTED } } },
    };
  }
  const { incoming, outgoing } = c.env;
  const disconnect = new AbortController();
  const onClose = (): void => {
    disconnect.abort(new FaultError({ code: "service_unavailable", cause: "the client left" }));
  };
  outgoing.once("close", onClose);
  try {
    return await runInvocation(service, incoming, options, disconnect.signal);
  } finally {
    outgoing.off("close", onClose);
  }
}

type Recorder = (outcome: InvocationOutcome, task: string, requestId: string, durationMs: number) => void;

function createRecorder({ metrics, logger }: Service): Recorder {
  const requests = metrics.counter("senal_vision_requests_total", "Invocations by task and outcome");
  const durations = metrics.histogram("senal_vision_request_seconds", "From the first byte to the answer");
  const decoding = metrics.histogram("senal_vision_decode_seconds", "Decoding of one file");
  const inference = metrics.histogram("senal_vision_inference_seconds", "Hands and signs of one file");
  return ({ result, sizeBytes, queuedMs }, task, requestId, durationMs) => {
    const outcome = result.ok ? "ok" : result.error.code;
    requests.add({ task, outcome });
    durations.observe(durationMs / 1000);
    if (result.ok) {
      decoding.observe((result.value.timings_ms.decode ?? 0) / 1000);
      inference.observe(inferenceMs(result.value) / 1000);
    }
    const status = result.ok ? 200 : ERROR_KINDS[result.error.code].status;
    logger[levelOf(status, task)]("invocation", {
      request_id: requestId,
      task,
      outcome,
      status,
      duration_ms: Math.round(durationMs),
      ...(queuedMs !== undefined && { queued_ms: Math.round(queuedMs) }),
      ...(sizeBytes !== undefined && { size_bytes: sizeBytes }),
      ...(result.ok
        ? { model_version: result.value.model_version, decode_ms: result.value.timings_ms.decode }
        : { cause: result.error.cause }),
    });
  };
}

/** A stream sends many pictures a second. */
const levelOf = (status: number, task: string): keyof Logger => {
  if (status >= 500) return status === 500 ? "error" : "warn";
  return status === 200 && task === "track" ? "debug" : "info";
};

const inferenceMs = ({ timings_ms }: InvocationResult): number =>
  INFERENCE_STAGES.reduce((sum, stage) => sum + (timings_ms[stage] ?? 0), 0);
