/**
 * `npm run bench:tuning-latency [-- --json] [--sizes 25,100,1000]`: what a tuning session costs in workerd, by its number
 * n of ratings of six parameters. The last line of --json is {25: {...}, 50: {...}, ...}.
 *
 * CPU milliseconds (p50, p95 and most of 30) of the whole workerd process, all threads, HTTP, RPC and storage included:
 * - suggest2: two suggestions that were made ahead;
 * - update: two ratings, with all that is answered to them (log, fit, convergence);
 * - ahead: what the alarm does after an update;
 * - wake: two suggestions made ahead, by an object that was evicted.
 * heap_mb is what one session holds at n, after a garbage collection: the isolate's heap with its array buffers, by the
 * inspector protocol. Runs on Linux only.
 */
import { parseArgs } from "node:util";
import { createRandom } from "../../shared/tuning/random.ts";
import { quantile, rounded } from "./lib/figures.ts";
import { startWorker, type TuningWorker } from "./tuning-latency/workerd.ts";

const { values } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    sizes: { type: "string", default: "25,100,1000" },
  },
});
const SESSIONS = 3;
const ROUNDS = 10;

type Parameters = Readonly<Record<string, number>>;
type Leased = readonly { readonly suggestionId: string; readonly parameters: Parameters }[];

const STUDY = {
  space: { parameters: [1, 2, 3, 4, 5, 6].map((i) => ({ name: `x${i}`, type: "float", low: 0, high: 1 })) },
  objective: { direction: "minimize", kind: "number" },
};

/** Hartmann's function of six dimensions; constants: https://www.sfu.ca/~ssurjano/hart6.html */
const ALPHA = [1, 1.2, 3, 3.2];
const A = [
  [10, 3, 17, 3.5, 1.7, 8],
  [0.05, 10, 17, 0.1, 8, 14],
  [3, 3.5, 1.7, 10, 17, 8],
  [17, 8, 0.05, 10, 0.1, 14],
];
const P = [
  [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886],
  [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
  [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.665],
  [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
];
const MINIMUM = [0.20169, 0.150011, 0.476874, 0.275332, 0.311652, 0.6573];

const hartmann6 = (parameters: Parameters): number =>
  -ALPHA.reduce((sum, alpha, row) => {
    const exponent = Object.values(parameters).reduce(
      (total, x, column) => total + (A[row]?.[column] ?? 0) * (x - (P[row]?.[column] ?? 0)) ** 2,
      0,
    );
    return sum + alpha * Math.exp(-exponent);
  }, 0);

/** A log as a search leaves it: every other point is anywhere, the others gather around the minimum. */
function history(size: number, seed: number) {
  const random = createRandom(seed);
  return Array.from({ length: size }, (_, index) => {
    const coordinates = MINIMUM.map((best) =>
      index % 2 === 0 ? random.next() : Math.min(1, Math.max(0, best + 0.3 * (random.next() - 0.5))),
    );
    const parameters = Object.fromEntries(coordinates.map((x, i) => [`x${i + 1}`, x]));
    return {
      at: index,
      type: "rated",
      mode: "structure",
      body: { parameters, value: hartmann6(parameters) },
    };
  });
}

/** CPU ms of each repetition of each operation, over sessions that grow to `size` ratings. */
async function measure(worker: TuningWorker, size: number) {
  const cost = {
    suggest2: [] as number[],
    update: [] as number[],
    ahead: [] as number[],
    wake: [] as number[],
  };
  const timed = async (of: keyof typeof cost, session: string, method: string, argument?: unknown) => {
    const before = worker.cpuMs();
    const answer = (await worker.call(session, method, argument)) as { value: never };
    cost[of].push(worker.cpuMs() - before);
    return answer?.value;
  };
  /** The call that throws the object away has no answer. */
  const restart = (session: string) => worker.call(session, "restart").catch(() => undefined);
  const pair = { mode: "structure", count: 2 };
  for (let seed = 0; seed < SESSIONS; seed++) {
    const session = `n${size}-${seed}`;
    const events = history(size - 2 * ROUNDS, seed);
    await worker.call(session, "import", { format: "senal-tuning/1", study: { ...STUDY, seed }, events });
    await worker.call(session, "stats");
    await worker.call(session, "ahead");
    for (let round = 0; round < ROUNDS; round++) {
      const { suggestions } = (await timed("suggest2", session, "suggest", pair)) as { suggestions: Leased };
      const results = suggestions.map(({ suggestionId, parameters }) => ({
        suggestionId,
        parameters,
        value: hartmann6(parameters),
      }));
      await timed("update", session, "update", { results });
      await timed("ahead", session, "ahead");
    }
    for (let round = 0; round < ROUNDS; round++) {
      await restart(session);
      await timed("wake", session, "suggest", pair);
      await worker.call(session, "ahead");
    }
    // The heap is that of one session: the last one stays in memory.
    if (seed < SESSIONS - 1) await restart(session);
  }
  return cost;
}

const results: Record<string, Record<string, number>> = {};
for (const size of values.sizes.split(",").map(Number)) {
  const worker = await startWorker();
  const cost = await measure(worker, size);
  const figures = Object.entries(cost).flatMap(([name, ms]) => [
    [`${name}_p50_ms`, rounded(quantile(ms, 0.5))],
    [`${name}_p95_ms`, rounded(quantile(ms, 0.95))],
    [`${name}_max_ms`, rounded(quantile(ms, 1))],
  ]);
  results[size] = { ...Object.fromEntries(figures), heap_mb: rounded(await worker.heapMegabytes()) };
  await worker.stop();
  console.error(`${size} ratings: done`);
}
if (values.json) console.log(JSON.stringify(results));
else console.table(results);
