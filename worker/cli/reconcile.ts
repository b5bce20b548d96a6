/**
 * `npm run reconcile [-- --url http://127.0.0.1:8787] [--repair] [--json]`: compares every session with its copy in
 * DynamoDB through the API of a running Worker, and with --repair makes them equal. The key of an administrator, where one
 * is needed, is read from SENAL_API_KEY. Ends with 1 when something stays different.
 */
import { parseArgs } from "node:util";
import { type Difference, type ReconcilePage, ReconcilePageSchema } from "../../shared/contract/reconcile.ts";

const { values } = parseArgs({
  options: {
    url: { type: "string", default: "http://127.0.0.1:8787" },
    repair: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});

const TRIES = 5;
const TIMEOUT_MS = 60_000;
const FIRST_PAUSE_MS = 1_000;
const key = process.env.SENAL_API_KEY;

/** A page whose answer is worth another try is asked for again, ever later. */
async function readPage(cursor: string | null): Promise<ReconcilePage> {
  for (let tries = 1; ; tries++) {
    const answer = await fetch(new URL("/api/v1/admin/reconcile", values.url), {
      method: "POST",
      headers: { "Content-Type": "application/json", ...(key ? { Authorization: `Bearer ${key}` } : {}) },
      body: JSON.stringify({ repair: values.repair, ...(cursor === null ? {} : { cursor }) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (answer.ok) return ReconcilePageSchema.parse(await answer.json());
    const problem = await answer.text();
    if (tries === TRIES || (answer.status !== 503 && answer.status !== 429))
      throw new Error(`${values.url} answered ${answer.status}: ${problem}`);
    await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE_MS * 2 ** (tries - 1)));
  }
}

const total = { compared: 0, equal: 0, pending: 0, kept: 0, different: 0, repaired: 0 };
const tell = ({ sessionId, kind, repaired }: Difference): void =>
  console.error(`${sessionId}  ${kind}${repaired ? ", repaired" : ""}`);

try {
  let cursor: string | null = null;
  do {
    const page: ReconcilePage = await readPage(cursor);
    for (const name of ["compared", "equal", "pending", "kept"] as const) total[name] += page[name];
    total.different += page.differences.length;
    total.repaired += page.differences.filter(({ repaired }) => repaired).length;
    page.differences.forEach(tell);
    cursor = page.nextCursor;
  } while (cursor !== null);
  if (values.json) console.log(JSON.stringify(total));
  else console.table([total]);
  process.exitCode = total.different > total.repaired ? 1 : 0;
} catch (cause) {
  console.error(cause instanceof Error ? cause.message : String(cause));
  process.exitCode = 1;
}
