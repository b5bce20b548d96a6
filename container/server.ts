/** Starts the container's server, loads the models behind it, and ends it without losing an answer. */
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAdaptorServer } from "@hono/node-server";
import { createApp } from "./app.ts";
import type { Config } from "./config.ts";
import { DEFAULT_DECODE_LIMITS } from "./decode/limits.ts";
import { FaultError } from "./fault-error.ts";
import { createJobGate, type JobGate } from "./jobs/job-gate.ts";
import type { Readiness, Service } from "./jobs/service.ts";
import type { Logger } from "./log.ts";
import { createMetrics, type Metrics } from "./metrics.ts";
import { startVisionPool, type VisionPool } from "./vision/vision-pool.ts";
import type { VisionSetup } from "./vision/worker-messages.ts";

export interface RunningServer {
  readonly port: number;
  /** Resolves when the models are loaded; rejects when they cannot be. */
  readonly loaded: Promise<void>;
  /** Takes no more work, finishes what runs and ends. Resolves to false when jobs had to be cut off. */
  drain(): Promise<boolean>;
}

const IDLE_CHECK_MS = 50;
/** Time for the answers of jobs that were cut off to leave. */
const LAST_ANSWERS_MS = 1_000;

/** Rejects when the port cannot be opened. */
export async function startServer(config: Config, logger: Logger): Promise<RunningServer> {
  const folder = await mkdtemp(join(tmpdir(), "senal-vision-"));
  const gate = createJobGate(config.concurrency, config.queueLimit);
  const metrics = createMetrics();
  measureLoad(metrics, gate);
  const stop = new AbortController();
  let readiness: Readiness = { state: "loading" };
  const service: Service = {
    config,
    logger,
    metrics,
    gate,
    folder,
    stop: stop.signal,
    readiness: () => readiness,
  };
  const server = createAdaptorServer({ fetch: createApp(service).fetch }) as Server;
  server.listen(config.port, config.host);
  await once(server, "listening");

  const started = performance.now();
  const load = async (): Promise<VisionPool> => {
    const vision = await startVisionPool(visionSetup(config), config.concurrency);
    if (readiness.state === "loading") readiness = { state: "ready", vision };
    const { provider, fallbackReason, modelVersion } = vision.info;
    logger.info("ready", {
      provider,
      fallback_reason: fallbackReason,
      model_version: modelVersion,
      load_ms: Math.round(performance.now() - started),
    });
    return vision;
  };
  const loading = load();

  return {
    port: (server.address() as AddressInfo).port,
    loaded: loading.then(() => {}),
    async drain() {
      if (readiness.state === "ready") readiness = { ...readiness, state: "draining" };
      await closeServer(server, config.drainMs, () =>
        stop.abort(new FaultError({ code: "service_unavailable", cause: "the server ends" })),
      );
      await (await loading).close();
      await rm(folder, { recursive: true, force: true });
      return !stop.signal.aborted;
    },
  };
}

const visionSetup = (config: Config): VisionSetup => ({
  models: {
    modelsDirectory: config.modelsDirectory,
    quality: config.modelQuality,
    threads: config.inferenceThreads,
    provider: config.provider,
  },
  alphabetsDirectory: config.alphabetsDirectory,
  activeModels: config.activeModels,
  limits: {
    ...DEFAULT_DECODE_LIMITS,
    timeoutMs: config.decodeTimeoutMs,
    heapMegabytes: config.decoderHeapMegabytes,
  },
});

/** Connections that keep alive would hold the server open, so they are closed as they fall idle. */
async function closeServer(server: Server, drainMs: number, cutOff: () => void): Promise<void> {
  const closed = once(server, "close");
  server.close();
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
  const timers = [
    setTimeout(cutOff, drainMs),
    setTimeout(() => server.closeAllConnections(), drainMs + LAST_ANSWERS_MS),
  ];
  await closed;
  clearInterval(idle);
  timers.forEach(clearTimeout);
}

function measureLoad(metrics: Metrics, gate: JobGate): void {
  metrics.gauge("senal_vision_in_flight", "Jobs that run", () => gate.running);
  metrics.gauge("senal_vision_queue_length", "Jobs that wait or upload", () => gate.waiting);
  metrics.gauge("process_resident_memory_bytes", "Memory of the server without its decoders", () =>
    process.memoryUsage.rss(),
  );
}
