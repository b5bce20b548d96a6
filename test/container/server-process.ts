/** Runs the container's program as the image does, and talks to it over HTTP. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import { InvocationResultSchema } from "../../shared/contract/invocation.ts";
import { ProblemSchema } from "../../shared/contract/problem.ts";

const PROGRAM = join(import.meta.dirname, "../../container/main.ts");
const DEADLINE_MS = 30_000;
const POLL_MS = 20;

const PingSchema = z.object({ status: z.string(), in_flight: z.int(), queued: z.int() }).loose();

export interface ServerProcess {
  readonly url: string;
  readonly processId: number;
  /** Lines of log so far, parsed. */
  readonly log: readonly Record<string, unknown>[];
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
  kill(signal: NodeJS.Signals): void;
}

/** Resolves when /ping answers 200. The variables come on top of this process's own. */
export async function startServer(variables: Readonly<Record<string, string>> = {}): Promise<ServerProcess> {
  const child = spawn(process.execPath, [PROGRAM, "serve"], {
    env: { ...process.env, HOST: "127.0.0.1", PORT: "0", ...variables },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const log: Record<string, unknown>[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => log.push(JSON.parse(line)));
  const ended = once(child, "exit").then(([code]) => code as number | null);
  const port = await eventually("the server listens", () => log.find(({ port }) => port)?.port);
  const url = `http://127.0.0.1:${port}`;
  await eventually("the models are loaded", async () => (await fetch(`${url}/ping`)).ok);
  return { url, processId: child.pid ?? 0, log, ended, kill: (signal) => void child.kill(signal) };
}

/** Polls until the answer is truthy and gives it; fails with `what` after a deadline. */
export async function eventually<T>(
  what: string,
  ask: () => T | Promise<T>,
): Promise<Exclude<T, false | null | undefined>> {
  const deadline = Date.now() + DEADLINE_MS;
  for (;;) {
    const answer = await ask();
    if (answer) return answer as Exclude<T, false | null | undefined>;
    if (Date.now() > deadline) throw new Error(`Waited in vain: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

export interface Invocation {
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Sends a body to /invocations. */
export const invoke = (
  { url }: ServerProcess,
  body: BodyInit | Uint8Array,
  { query = "", headers = {}, signal }: Invocation = {},
): Promise<Response> =>
  fetch(`${url}/invocations?${query}`, {
    method: "POST",
    body,
    headers: { "Content-Type": "application/octet-stream", ...headers },
    // A streamed body is sent while the answer is awaited.
    duplex: "half",
    ...(signal && { signal }),
  } as RequestInit);

export const resultOf = async (response: Response) => {
  const json: unknown = await response.json();
  if (response.status !== 200) throw new Error(`Status ${response.status}: ${JSON.stringify(json)}`);
  return InvocationResultSchema.parse(json);
};

export const problemOf = async (response: Response) => ProblemSchema.parse(await response.json());

export const pingOf = async ({ url }: ServerProcess) =>
  PingSchema.parse(await (await fetch(`${url}/ping`)).json());

/** A body that stays unfinished until told; meanwhile its request holds a place in the server. */
export function heldBody(bytes: Uint8Array): { body: ReadableStream<Uint8Array>; finish: () => void } {
  let finish = (): void => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(bytes.subarray(0, 1));
      finish = () => {
        controller.enqueue(bytes.subarray(1));
        controller.close();
      };
    },
  });
  return { body, finish: () => finish() };
}

/** Process ids of the server's decoders, from /proc. */
export function decodersOf({ processId }: ServerProcess): number[] {
  return readdirSync("/proc")
    .map(Number)
    .filter((id) => {
      try {
        const parent = /\) \S (\d+)/.exec(readFileSync(`/proc/${id}/stat`, "utf8"))?.[1];
        const command = readFileSync(`/proc/${id}/cmdline`, "utf8");
        return Number(parent) === processId && command.includes("decoder-process");
      } catch {
        return false;
      }
    });
}
