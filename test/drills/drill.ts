/**
 * `npm run drill [-- --sessions 500] [--seeds 20] [--from 1] [--only NAME] [--d1] [--json]`: every drill by its name, and
 * the one where everything fails at random once for each seed. The last line of --json is {runs, faults, lost, doubled,
 * stuck, unequal}, summed over all runs; all but the first two must be 0. --d1 keeps the sessions in D1 (workerd) rather
 * than in Node's SQLite, which takes ten times as long.
 */
import { parseArgs } from "node:util";
import { startStorage } from "./drill-storage.ts";
import { DRILLS, EVERYTHING } from "./drills.ts";
import type { FaultKind } from "./faults.ts";
import type { Judgement } from "./judge.ts";
import { drillMirrorOutage } from "./mirror-outage.ts";
import { restartAnywhere } from "./restart-anywhere.ts";
import { runDrill } from "./run-drill.ts";

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

const storage = await startStorage(values.d1 ? "d1" : "sqlite");
const total = { runs: 0, faults: 0, lost: 0, doubled: 0, stuck: 0, unequal: 0 };
const struck = new Map<FaultKind, number>();

function conclude(name: string, judged: Judgement, details: object): void {
  total.runs++;
  for (const count of ["lost", "doubled", "stuck", "unequal"] as const) total[count] += judged[count];
  const { lost, doubled, stuck, unequal } = judged;
  console.error(`${name}: ${JSON.stringify({ lost, doubled, stuck, unequal, ...details })}`);
}

const isWanted = (name: string): boolean => name.includes(values.only);

let seed = firstSeed + NAMED_SEEDS;
for (const [name, plan] of Object.entries(DRILLS).filter(
  ([name]) => isWanted(name) && !name.startsWith(RANDOM),
)) {
  await storage.clear();
  const { faults, accepted, containerCalls, mirrorCalls, ...judged } = await runDrill(storage, {
    sessions,
    seed: seed++,
    ...plan,
  });
  for (const [kind, count] of faults) struck.set(kind, (struck.get(kind) ?? 0) + count);
  conclude(name, judged, { accepted, containerCalls, mirrorCalls });
}

if (isWanted("worker restarted between any two steps")) {
  const { steps, ...judged } = await restartAnywhere(storage, seed++);
  conclude("worker restarted between any two steps", judged, { steps });
}

if (isWanted("DynamoDB down for ten minutes under load")) {
  await storage.clear();
  const { lost, doubled, stuck, unequal, ...figures } = await drillMirrorOutage(storage, {
    sessions,
    seed: seed++,
  });
  const behind = { lost, doubled, stuck, unequal: unequal + figures.unequalAfterOneSweep };
  conclude("DynamoDB down for ten minutes under load", behind, figures);
}

for (let run = 0; isWanted(RANDOM) && run < Number(values.seeds); run++) {
  await storage.clear();
  const healer = run % 2 === 0 ? "sweep" : "queues";
  const { faults, accepted, containerCalls, mirrorCalls, ...judged } = await runDrill(storage, {
    sessions,
    seed: firstSeed + run,
    chances: EVERYTHING,
    healer,
  });
  for (const [kind, count] of faults) struck.set(kind, (struck.get(kind) ?? 0) + count);
  const figures = { accepted, faults: faults.size, containerCalls, mirrorCalls };
  conclude(`${RANDOM}, seed ${firstSeed + run}, healed by the ${healer}`, judged, figures);
}

await storage.close();
total.faults = struck.size;
if (values.json) console.log(JSON.stringify(total));
else {
  console.table(Object.fromEntries(struck));
  console.table([total]);
}
process.exitCode = total.lost + total.doubled + total.stuck + total.unequal > 0 ? 1 : 0;
