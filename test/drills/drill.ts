/**
 * `npm run drill [-- --sessions 500] [--seeds 20] [--from 1] [--only NAME] [--d1] [--json]`: every drill by its name, and
 * the one where everything fails at random once for each seed. The last line of --json is {runs, faults, lost, doubled,
 * stuck, unequal}, summed over all runs; all but the first two must be 0. --d1 keeps the sessions in D1 (workerd) rather
 * than in Node's SQLite, which takes ten times as long. One drill is of real processes, and so of no simulated time.
 */
import { parseArgs } from "node:util";
import { drillContainerKill } from "./container-kill.ts";
import { startStorage } from "./drill-storage.ts";
import { DRILLS, EVERYTHING } from "./drills.ts";
import type { FaultKind } from "./faults.ts";
import type { Judgement } from "./judge.ts";
import { drillMirrorOutage } from "./mirror-outage.ts";
import { restartAnywhere } from "./restart-anywhere.ts";
import { type DrillPlan, runDrill } from "./run-drill.ts";

const { values } = parseArgs({
  options: {
    sessions: { type: "string", default: "500" },
    seeds: { type: "string", default: "20" },
    from: { type: "string", default: "1" },
    only: { type: "string", default: "" },
    d1: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});
const sessions = Number(values.sessions);
const firstSeed = Number(values.from);
/** The named drills take seeds of their own, because the mirror keeps the rows of the drills before. */
const NAMED_SEEDS = 1_000;
const RANDOM = "everything at random";

type Run = (seed: number) => Promise<Judgement & { readonly figures: object }>;

const storage = await startStorage(values.d1 ? "d1" : "sqlite");
const total = { runs: 0, faults: 0, lost: 0, doubled: 0, stuck: 0, unequal: 0 };
const struck = new Map<FaultKind, number>();

const drill =
  (plan: Omit<DrillPlan, "sessions" | "seed">): Run =>
  async (seed) => {
    const { faults, accepted, containerCalls, mirrorCalls, ...judged } = await runDrill(storage, {
      sessions,
      seed,
      ...plan,
    });
    for (const [kind, count] of faults) struck.set(kind, (struck.get(kind) ?? 0) + count);
    return { ...judged, figures: { accepted, faults: faults.size, containerCalls, mirrorCalls } };
  };

const anywhere: Run = async (seed) => {
  const { steps, ...judged } = await restartAnywhere(storage, seed);
  return { ...judged, figures: { steps } };
};

const mirrorOutage: Run = async (seed) => {
  const { lost, doubled, stuck, unequal, ...figures } = await drillMirrorOutage(storage, { sessions, seed });
  return { lost, doubled, stuck, unequal: unequal + figures.unequalAfterOneSweep, figures };
};

const containerKill: Run = async () => {
  const { lost, doubled, stuck, unequal, ...figures } = await drillContainerKill();
  return { lost, doubled, stuck, unequal: unequal + figures.misread, figures };
};

const named: readonly (readonly [name: string, run: Run])[] = [
  ...Object.entries(DRILLS)
    .filter(([name]) => !name.startsWith(RANDOM))
    .map(([name, plan]) => [name, drill(plan)] as const),
  ["worker restarted between any two steps", anywhere],
  ["DynamoDB down for ten minutes under load", mirrorOutage],
  ["container process killed at work, of the real Worker", containerKill],
];
const random = Array.from({ length: Number(values.seeds) }, (_, index) => {
  const healer = index % 2 === 0 ? "sweep" : "queues";
  const name = `${RANDOM}, seed ${firstSeed + index}, healed by the ${healer}`;
  return [name, drill({ chances: EVERYTHING, healer }), firstSeed + index] as const;
});
const runs = [
  ...named.map(([name, run], index) => [name, run, firstSeed + NAMED_SEEDS + index] as const),
  ...random,
];

for (const [name, run, seed] of runs.filter(([name]) => name.includes(values.only))) {
  await storage.clear();
  const { lost, doubled, stuck, unequal, figures } = await run(seed);
  const judged = { lost, doubled, stuck, unequal };
  total.runs++;
  for (const count of ["lost", "doubled", "stuck", "unequal"] as const) total[count] += judged[count];
  console.error(`${name}: ${JSON.stringify({ ...judged, ...figures })}`);
}

await storage.close();
total.faults = struck.size;
if (values.json) console.log(JSON.stringify(total));
else {
  console.table(Object.fromEntries(struck));
  console.table([total]);
}
process.exitCode = total.lost + total.doubled + total.stuck + total.unequal > 0 ? 1 : 0;
