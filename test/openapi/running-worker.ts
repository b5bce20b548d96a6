/**
 * The Worker as a deploy would upload it, in workerd, with the vision process and SageMaker's protocol behind it.
 * Nothing that it asks of the world leaves this machine.
 */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { unstable_getMiniflareWorkerOptions } from "wrangler";
import { videosByBucket } from "../../worker/adapters/videos/by-bucket.ts";
import { type ServerProcess, startServer } from "../container/server-process.ts";
import { applyMigrations } from "../contract/cloudflare.ts";
import { startSageMaker } from "../stack/sagemaker.ts";
import { madeUpInternet } from "./made-up-internet.ts";

export interface RunningWorker {
  /** Without a slash at its end. */
  readonly url: string;
  readonly db: D1Database;
  /** The vision process that runs now. */
  vision(): ServerProcess;
  /** Starts the vision process anew at its address, once the one before is gone. */
  restartVision(): Promise<void>;
  /** What Cloudflare has the Worker do every minute. */
  sweep(): Promise<void>;
  /** What the log says of a request that failed. */
  logOf(requestId: string): string | undefined;
  stop(): Promise<void>;
}

export interface RunningOptions {
  /** On top of those that the Worker needs here. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Whether a made-up internet is around the Worker; otherwise it reaches what is on this machine, with no one in between. */
  readonly isIsolated?: boolean;
  /** Called with every line of the Worker's log. */
  readonly onLog?: (line: LogLine) => void;
}

export type LogLine = Readonly<Record<string, unknown>>;

const ROOT = join(import.meta.dirname, "../..");
const CREDENTIALS = { accessKeyId: "local", secretAccessKey: "local" };
const MEBIBYTE = 1024 * 1024;
const VISION = { CONCURRENCY: "2", QUEUE_LIMIT: "64" };
/** Lines of log about errors that are kept. */
const MAX_LOG = 1000;

export async function startWorker(running: RunningOptions = {}): Promise<RunningWorker> {
  const script = await bundle();
  const ends: (() => unknown)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of ends.toReversed()) await end();
  };
  try {
    return { ...(await startParts(script, running, ends)), stop };
  } catch (cause) {
    await stop();
    throw cause;
  }
}

/** Starts one part after the other; `ends` gets what stops each, so that none is left when a later one fails. */
async function startParts(
  script: string,
  { variables = {}, isIsolated = true, onLog = () => {} }: RunningOptions,
  ends: (() => unknown)[],
): Promise<Omit<RunningWorker, "stop">> {
  let vision = await startServer(VISION);
  ends.push(() => {
    vision.kill("SIGTERM");
    return vision.ended;
  });
  const sagemaker = await startSageMaker({
    credentials: CREDENTIALS,
    region: "us-east-1",
    containerUrl: vision.url,
    maxPayloadBytes: 6 * MEBIBYTE,
    s3: videosByBucket([]),
    outputBucket: "none",
  });
  ends.push(sagemaker.stop);
  const errors = new Map<string, string>();
  const miniflare = new Miniflare(
    options(
      script,
      isIsolated ? [vision.url, sagemaker.url] : undefined,
      {
        AUTH_MODE: "local",
        INFERENCE_BACKEND: "container",
        INFERENCE_URL: vision.url,
        SAGEMAKER_ENDPOINT_NAME: "signs",
        AWS_ENDPOINT_URL_SAGEMAKER_RUNTIME: sagemaker.url,
        AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
        AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
        S3_BUCKET_VIDEOS: "senal-s3-videos",
        MAX_VIDEO_SIZE_MB: "2",
        ...variables,
      },
      (line) => {
        keepError(errors, line);
        onLog(line);
      },
    ),
  );
  ends.push(() => miniflare.dispose());
  const url = await miniflare.ready;
  const db = (await miniflare.getD1Database("DB")) as unknown as D1Database;
  await applyMigrations(db);
  const worker = await miniflare.getWorker();
  return {
    url: url.origin,
    db,
    vision: () => vision,
    async restartVision() {
      await vision.ended;
      vision = await startServer({ ...VISION, PORT: new URL(vision.url).port });
    },
    async sweep() {
      await worker.scheduled({ cron: "* * * * *" });
    },
    logOf: (requestId) => errors.get(requestId),
  };
}

/** The script as `wrangler deploy` would upload it. */
async function bundle(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "senal-worker-"));
  try {
    const deploy = ["deploy", "--dry-run", "--outdir", folder, "--containers-rollout=none"];
    await promisify(execFile)("wrangler", deploy, {
      cwd: ROOT,
      env: { ...process.env, WRANGLER_SEND_METRICS: "false", WRANGLER_WRITE_LOGS: "false" },
    });
    return await readFile(join(folder, "index.js"), "utf8");
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What wrangler.toml asks for, under other variables; with `neighbours`, nothing else can be reached but those. */
function options(
  script: string,
  neighbours: readonly string[] | undefined,
  variables: Readonly<Record<string, string>>,
  onLog: (line: LogLine) => void,
) {
  const config = join(ROOT, "wrangler.toml");
  const overrides = { enableContainers: false };
  const { workerOptions } = unstable_getMiniflareWorkerOptions(config, undefined, { overrides });
  const { modulesRules: _, ...worker } = workerOptions;
  return convertV4MiniflareOptions({
    ...worker,
    name: "senal",
    modules: true,
    script,
    bindings: { ...(worker.bindings as object), ...variables },
    ...(neighbours && { outboundService: madeUpInternet(neighbours) }),
    // workerd itself writes lines that are not the Worker's.
    handleStructuredLogs: ({ message }) => message.startsWith("{") && onLog(JSON.parse(message)),
  });
}

function keepError(errors: Map<string, string>, { level, request_id, cause }: LogLine): void {
  if (level !== "error" || typeof request_id !== "string" || errors.size > MAX_LOG) return;
  errors.set(request_id, String(cause));
}
