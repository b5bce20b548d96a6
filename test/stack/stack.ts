/** The whole product on this machine, of real parts: Worker in workerd, vision process, DynamoDB stand-in. */
import { execFile } from "node:child_process";
import type { Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import concurrently from "concurrently";
import { startDynamoDb } from "./dynamodb.ts";
import { requireFree, type StackPorts } from "./ports.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const TABLE = "AiSessions";
/** A cold start on a crowded machine takes half a minute (wrangler), and converting the models some seconds more. */
const START_DEADLINE_MS = 180_000;
const POLL_MS = 250;
const MINUTE_MS = 60_000;

export interface StackOptions {
  readonly ports: StackPorts;
  /** Folder of D1, R2 and queue state. */
  readonly persistTo: string;
  /** Where the parts' prefixed output goes. */
  readonly output: Writable;
  /** Called as each part becomes ready. */
  readonly onProgress?: (message: string) => void;
  /** More `NAME:value` variables for the Worker. */
  readonly vars?: Readonly<Record<string, string>>;
}

export interface Stack {
  readonly workerUrl: string;
  readonly visionUrl: string;
  readonly dynamodb: { readonly url: string; readonly table: string };
  /** Process id at the root of each part's process tree. */
  readonly processIds: { readonly worker: number; readonly vision: number };
  /** Rejects when a part stops by itself. */
  readonly broken: Promise<never>;
  /** Ends every part and waits until it is gone. */
  stop(): Promise<void>;
}

/** Keeps wrangler quiet and off the network. */
const ENVIRONMENT = {
  ...process.env,
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  WRANGLER_HIDE_BANNER: "true",
  WRANGLER_SEND_ERROR_REPORTS: "false",
  WRANGLER_SEND_METRICS: "false",
  WRANGLER_WRITE_LOGS: "false",
  X_LOCAL_EXPLORER: "false",
  X_LOCAL_OBSERVABILITY: "false",
};

/** Starts every part, applies the migrations and resolves when all answer. Throws a sentence that says what failed. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { ports, persistTo, onProgress = () => {} } = options;
  await requireFree(ports);

  const dynamodb = await startDynamoDb({ port: ports.dynamodb, tableName: TABLE });
  onProgress(`DynamoDB stand-in on ${dynamodb.url}`);
  const workerUrl = `http://127.0.0.1:${ports.worker}`;
  const visionUrl = `http://127.0.0.1:${ports.vision}`;
  let parts: Parts | undefined;
  const stop = async (): Promise<void> => {
    await parts?.stop();
    await dynamodb.stop();
  };
  try {
    await run("node", ["worker/docs/build.ts"]);
    await run("wrangler", ["d1", "migrations", "apply", "DB", "--local", "--persist-to", persistTo]);
    onProgress("Database migrated");
    parts = launchParts(options, {
      // Nobody needs a key here; a deployed Worker, which has no local name, would not heed it.
      AUTH_MODE: "local",
      INFERENCE_URL: visionUrl,
      DYNAMODB_TABLE_AI_SESSIONS: TABLE,
      AWS_ENDPOINT_URL_DYNAMODB: dynamodb.url,
      AWS_ACCESS_KEY_ID: "local",
      AWS_SECRET_ACCESS_KEY: "local",
      ...options.vars,
    });
    await Promise.race([
      Promise.all([
        waitUntilAnswering(`${visionUrl}/ping`).then(() => onProgress(`Vision on ${visionUrl}`)),
        waitUntilAnswering(`${workerUrl}/health`).then(() => onProgress(`Worker on ${workerUrl}`)),
      ]),
      parts.broken,
    ]);
  } catch (cause) {
    await stop();
    throw cause;
  }
  const { broken, processIds } = parts;
  return { workerUrl, visionUrl, dynamodb: { url: dynamodb.url, table: TABLE }, processIds, broken, stop };
}

/** The parts that are processes of their own. */
type Parts = Pick<Stack, "processIds" | "broken" | "stop">;

function launchParts(
  { ports, persistTo, output }: StackOptions,
  vars: Readonly<Record<string, string>>,
): Parts {
  const wrangler = [
    "exec wrangler dev --ip 127.0.0.1 --show-interactive-dev-session=false",
    `--port ${ports.worker} --inspector-port 0 --persist-to ${quote(persistTo)}`,
    ...Object.entries(vars).map(([name, value]) => `--var ${quote(`${name}:${value}`)}`),
  ].join(" ");
  const vision = "exec node container/main.ts serve";
  const { commands, result } = concurrently(
    [
      {
        name: "vision",
        command: vision,
        env: { ...ENVIRONMENT, PORT: String(ports.vision) },
        prefixColor: "magenta",
      },
      { name: "worker", command: wrangler, env: ENVIRONMENT, prefixColor: "cyan" },
    ],
    {
      cwd: ROOT,
      handleInput: false,
      killOthersOn: ["failure", "success"],
      killSignal: "SIGTERM",
      outputStream: output,
      padPrefix: true,
      prefix: "name",
    },
  );
  const ended = result.catch((events: unknown) => events);
  const broken = ended.then((): never => {
    throw new Error("A part of the stack stopped by itself; its last lines say why.");
  });
  broken.catch(() => {});
  // wrangler never fires a cron trigger by itself.
  const cron = setInterval(() => {
    fetch(`http://127.0.0.1:${ports.worker}/cdn-cgi/handler/scheduled?cron=*+*+*+*+*`).catch(() => {});
  }, MINUTE_MS);
  const processIdOf = (name: string): number => commands.find((command) => command.name === name)?.pid ?? 0;
  return {
    processIds: { worker: processIdOf("worker"), vision: processIdOf("vision") },
    broken,
    stop: async () => {
      clearInterval(cron);
      for (const command of commands) command.kill("SIGTERM");
      await ended;
    },
  };
}

/** Reads rows of the local database the way a developer would. */
export async function queryD1(persistTo: string, sql: string): Promise<Record<string, unknown>[]> {
  const execute = ["d1", "execute", "DB", "--local", "--json", "--persist-to", persistTo, "--command", sql];
  const { stdout } = await run("wrangler", execute);
  const [answer] = JSON.parse(stdout) as { results: Record<string, unknown>[] }[];
  return answer?.results ?? [];
}

async function waitUntilAnswering(url: string): Promise<void> {
  const deadline = Date.now() + START_DEADLINE_MS;
  while (Date.now() < deadline) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`${url} did not answer within ${START_DEADLINE_MS / 1000} seconds.`);
}

async function run(command: string, args: readonly string[]) {
  try {
    return await promisify(execFile)(command, args, { cwd: ROOT, env: ENVIRONMENT });
  } catch (cause) {
    const { stderr, stdout } = cause as { stderr?: string; stdout?: string };
    throw new Error(`${command} ${args.join(" ")} failed:\n${stderr || stdout || String(cause)}`);
  }
}

const quote = (text: string): string => `"${text.replaceAll(/["\\$`]/g, "\\$&")}"`;
