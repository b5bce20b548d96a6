/** Starts decoder processes, one a job, and keeps some waiting so that a job does not pay for the start. */
import { type ChildProcess, spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL("./decoder-process.ts", import.meta.url));

/** All that a decoder's JavaScript may read: its own code and the packages. Native code is outside Node's permission model. */
const READABLE = ["./", "../../package.json", "../../node_modules/"].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);

/** The kernel, short of memory, ends decoders (1000 = first of all) before the server. */
const OUT_OF_MEMORY_SCORE = "1000";

export interface DecoderPool {
  /** A process that waits for its job. */
  take(): ChildProcess;
  /** Ends the processes that wait; those with a job belong to whoever took them. */
  close(): void;
}

/** @param spare processes kept waiting; 0 starts each when it is asked for. */
export function createDecoderPool(heapMegabytes: number, spare: number): DecoderPool {
  const waiting: ChildProcess[] = [];
  let isOpen = true;
  const refill = (): void => {
    while (isOpen && waiting.length < spare) {
      const decoder = startDecoder(heapMegabytes);
      waiting.push(decoder);
      decoder.once("exit", () => {
        const place = waiting.indexOf(decoder);
        if (place >= 0) waiting.splice(place, 1);
      });
    }
  };
  refill();
  return {
    take() {
      const decoder = waiting.shift() ?? startDecoder(heapMegabytes);
      setImmediate(refill);
      return decoder;
    },
    close() {
      isOpen = false;
      for (const decoder of waiting.splice(0)) decoder.kill("SIGKILL");
    },
  };
}

/** How Node runs a decoder: without files, programs and threads beyond what it needs. */
export const decoderArguments = (heapMegabytes: number): string[] => [
  "--permission",
  "--allow-addons",
  ...READABLE.map((path) => `--allow-fs-read=${path}`),
  "--disable-warning=PERM0001",
  `--max-old-space-size=${heapMegabytes}`,
];

function startDecoder(heapMegabytes: number): ChildProcess {
  const decoder = spawn(
    process.execPath,
    [...decoderArguments(heapMegabytes), PROGRAM],
    // An empty environment: a decoder taken over by a hostile file finds no secrets in it.
    { env: {}, cwd: "/", stdio: ["pipe", "ignore", "ignore", "pipe"] },
  );
  // A process that cannot start or has ended shows it by ending its output, which every reader watches.
  decoder.on("error", () => {});
  decoder.stdin?.on("error", () => {});
  if (process.platform === "linux" && decoder.pid) {
    writeFile(`/proc/${decoder.pid}/oom_score_adj`, OUT_OF_MEMORY_SCORE).catch(() => {});
  }
  return decoder;
}
