/** A decoder process as its parent holds it: jobs go in, records come out, and it can be killed at any moment. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { Fault } from "../../shared/contract/errors.ts";
import { ByteReader } from "./byte-reader.ts";
import type { DecoderJob } from "./decoder-job.ts";
import { type DecoderRecord, readRecords } from "./read-records.ts";

const PROGRAM = fileURLToPath(new URL("./decoder-process.ts", import.meta.url));

/** All that a decoder's JavaScript may read: its own code and the packages. Native code is outside Node's permission model. */
const READABLE = ["./", "../../package.json", "../../node_modules/"].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);

/** The kernel, short of memory, ends decoders (1000 = first of all) before the server. */
const OUT_OF_MEMORY_SCORE = "1000";

/** A process whose output has ended is gone within this time, or something is wrong with it. */
const EXIT_GRACE_MS = 1_000;

/** Signals that come from a person or a kernel short of memory; a crash has others. */
const STOPPING_SIGNALS: readonly NodeJS.Signals[] = ["SIGKILL", "SIGTERM", "SIGINT"];

export interface Decoder {
  /** Settles when the process has ended. */
  readonly ended: Promise<unknown>;
  /** The records of one job up to its verdict, or fewer when the process dies. One job at a time. */
  decode(job: DecoderJob): AsyncGenerator<DecoderRecord, void>;
  /** Why a process that gave no verdict is gone. */
  death(): Promise<Fault>;
  kill(): void;
}

/** How Node runs a decoder: without files, programs and threads beyond what it needs. */
export const decoderArguments = (heapMegabytes: number): string[] => [
  "--permission",
  "--allow-addons",
  ...READABLE.map((path) => `--allow-fs-read=${path}`),
  "--disable-warning=PERM0001",
  `--max-old-space-size=${heapMegabytes}`,
];

/** A process that cannot start shows it like one that has ended: it gives no records. */
export function startDecoder(heapMegabytes: number): Decoder {
  const child = spawn(
    process.execPath,
    [...decoderArguments(heapMegabytes), PROGRAM],
    // An empty environment: a decoder taken over by a hostile file finds no secrets in it.
    { env: {}, cwd: "/", stdio: ["pipe", "ignore", "ignore", "pipe"] },
  );
  child.on("error", () => {});
  child.stdin?.on("error", () => {});
  if (process.platform === "linux" && child.pid) {
    writeFile(`/proc/${child.pid}/oom_score_adj`, OUT_OF_MEMORY_SCORE).catch(() => {});
  }
  const output = child.stdio[3];
  const stream = output instanceof Readable ? output : Readable.from([]);
  stream.on("error", () => {});
  const reader = new ByteReader(stream);
  return {
    ended: once(child, "exit").catch(() => {}),
    decode(job) {
      child.stdin?.write(`${JSON.stringify(job)}\n`);
      return readRecords(reader, Math.max(job.limits.longSidePixels, job.limits.pictureLongSidePixels));
    },
    death: () => deathOf(child),
    kill() {
      child.kill("SIGKILL");
      stream.destroy();
    },
  };
}

/** A decoder that crashes was given a bad file; one that was killed was in the way of something else, and may be tried again. */
async function deathOf(child: ChildProcess): Promise<Fault> {
  const isGone = child.exitCode !== null || child.signalCode !== null;
  if (!isGone) await once(child, "exit", { signal: AbortSignal.timeout(EXIT_GRACE_MS) }).catch(() => {});
  const { signalCode, exitCode } = child;
  const wasStopped = signalCode === null ? exitCode === null : STOPPING_SIGNALS.includes(signalCode);
  return {
    code: wasStopped ? "inference_unavailable" : "media_unreadable",
    cause: `the decoder ended with ${signalCode ?? `code ${exitCode}`}`,
  };
}
