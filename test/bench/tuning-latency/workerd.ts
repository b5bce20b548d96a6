/** A Worker in a workerd process of its own, measured from outside: its clock stands still while it computes. */
import { readdirSync, readFileSync } from "node:fs";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";

export interface MeasuredWorker {
  /** Sends one call to an object; answers what it returned. */
  call(session: string, method: string, argument?: unknown): Promise<unknown>;
  /** CPU time of all threads of the process so far, garbage collection included, in ms (Linux schedstat). */
  cpuMs(): number;
  /** Memory of the isolate that is in use after a garbage collection, array buffers included, in MB (inspector protocol). */
  heapMegabytes(): Promise<number>;
  stop(): Promise<void>;
}

const WORKER = "bench";
const MEBIBYTE = 1024 * 1024;

/** Starts the bundled `script`. */
export async function startWorker(script: string): Promise<MeasuredWorker> {
  const others = new Set(workerdProcesses());
  const options = convertV4MiniflareOptions({
    name: WORKER,
    modules: true,
    script,
    compatibilityDate: "2026-10-23",
    durableObjects: { TUNING_SESSION: { className: "BenchSession", useSQLite: true } },
    inspectorPort: 0,
  });
  const miniflare = new Miniflare(options);
  const url = await miniflare.ready;
  const processId = workerdProcesses().find((id) => !others.has(id));
  if (processId === undefined) throw new Error("no workerd process was started");
  return {
    async call(session, method, argument) {
      const response = await fetch(url, {
        method: "POST",
        body: JSON.stringify({ session, method, argument }),
      });
      if (!response.ok) throw new Error(`${method}: ${response.status} ${await response.text()}`);
      return response.json();
    },
    cpuMs: () => cpuMs(processId),
    heapMegabytes: async () => heapMegabytes((await miniflare.getInspectorURL()).host, url),
    stop: () => miniflare.dispose(),
  };
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
  await fetch(url, { method: "POST", body: JSON.stringify({ session: "none", method: "none" }) });
  await collected;
  const { usedSize = Number.NaN, backingStorageSize = 0 } = await ask(2, "Runtime.getHeapUsage");
  socket.close();
  return (usedSize + backingStorageSize) / MEBIBYTE;
}
