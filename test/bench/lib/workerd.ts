/** A Worker in a workerd process of its own, measured from outside: its clock stands still while it computes. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";

export interface MeasuredWorker {
  readonly url: URL;
  /** CPU time of all threads of the process so far, garbage collection included, in ms (Linux schedstat). */
  cpuMs(): number;
  /** Memory of the isolate that is in use after a garbage collection, array buffers included, in MB (inspector protocol). */
  heapMegabytes(): Promise<number>;
  stop(): Promise<void>;
}

const WORKER = "bench";
const MEBIBYTE = 1024 * 1024;

/**
 * Bundles the Worker that a wrangler.toml describes and starts it.
 * @param objects class of the Durable Object behind each binding.
 */
export async function startWorkerd(
  config: URL,
  objects: Readonly<Record<string, string>>,
): Promise<MeasuredWorker> {
  const others = new Set(workerdProcesses());
  const options = convertV4MiniflareOptions({
    name: WORKER,
    modules: true,
    script: bundle(config),
    compatibilityDate: "2026-10-23",
    durableObjects: Object.fromEntries(
      Object.entries(objects).map(([binding, className]) => [binding, { className, useSQLite: true }]),
    ),
    inspectorPort: 0,
  });
  const miniflare = new Miniflare(options);
  const url = await miniflare.ready;
  const processId = workerdProcesses().find((id) => !others.has(id));
  if (processId === undefined) throw new Error("no workerd process was started");
  return {
    url,
    cpuMs: () => cpuMs(processId),
    heapMegabytes: async () => heapMegabytes((await miniflare.getInspectorURL()).host, url),
    stop: () => miniflare.dispose(),
  };
}

function bundle(config: URL): string {
  const folder = mkdtempSync(join(tmpdir(), "senal-bench-"));
  const wrangler = spawnSync(
    "npx",
    ["wrangler", "deploy", "--dry-run", "--config", fileURLToPath(config), "--outdir", folder],
    { encoding: "utf8" },
  );
  if (wrangler.status !== 0) throw new Error(wrangler.stderr || wrangler.stdout);
  const script = readFileSync(join(folder, "worker.js"), "utf8");
  rmSync(folder, { recursive: true });
  return script;
}

/** Children of this process that run workerd. */
function workerdProcesses(): string[] {
  return readdirSync("/proc/self/task")
    .flatMap((thread) => readFileSync(`/proc/self/task/${thread}/children`, "utf8").split(" "))
    .filter((id) => id !== "" && readFileSync(`/proc/${id}/comm`, "utf8").trim() === "workerd");
}

const cpuMs = (processId: string): number =>
  readdirSync(`/proc/${processId}/task`)
    .map((thread) => readFileSync(`/proc/${processId}/task/${thread}/schedstat`, "utf8").split(" ")[0])
    .reduce((sum, nanoseconds) => sum + Number(nanoseconds) / 1e6, 0);

async function heapMegabytes(inspector: string, url: URL): Promise<number> {
  const targets = (await (await fetch(`http://${inspector}/json`)).json()) as {
    id: string;
    webSocketDebuggerUrl: string;
  }[];
  const target = targets.find(({ id }) => id.includes(WORKER))?.webSocketDebuggerUrl;
  if (!target) throw new Error(`the inspector knows no worker but ${JSON.stringify(targets)}`);
  const socket = new WebSocket(target);
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve, { once: true });
    socket.addEventListener("error", reject, { once: true });
  });
  const ask = (id: number, method: string) =>
    new Promise<Record<string, number>>((resolve) => {
      socket.addEventListener("message", ({ data }) => {
        const answer = JSON.parse(String(data)) as { id?: number; result?: Record<string, number> };
        if (answer.id === id) resolve(answer.result ?? {});
      });
      socket.send(JSON.stringify({ id, method }));
    });
  // The isolate collects its garbage when it is entered the next time: a request does that.
  const collected = ask(1, "HeapProfiler.collectGarbage");
  await fetch(url, { method: "POST", body: "{}" });
  await collected;
  const { usedSize = Number.NaN, backingStorageSize = 0 } = await ask(2, "Runtime.getHeapUsage");
  socket.close();
  return (usedSize + backingStorageSize) / MEBIBYTE;
}
