/**
 * `npm run drill [-- --sessions 500] [--seeds 20] [--from 1] [--json]`: sessions under random faults. The last line of
 * --json is {runs, faults, lost, doubled, stuck, unequal}, summed over the seeds; all but the first two must be 0.
 */
import { parseArgs } from "node:util";
import { startStorage } from "./drill-storage.ts";
import { drillRandomFaults } from "./random-faults.ts";

const { values } = parseArgs({
  options: {
    sessions: { type: "string", default: "500" },
    seeds: { type: "string", default: "20" },
    from: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
  },
});

const storage = await startStorage();
const total = { runs: 0, faults: 0, lost: 0, doubled: 0, stuck: 0, unequal: 0 };
const kinds = new Map<string, number>();
for (let run = 0; run < Number(values.seeds); run++) {
  const seed = Number(values.from) + run;
  await storage.clear();
  const healer = seed % 2 === 0 ? "queues" : "sweep";
  const { accepted, faults, ...outcome } = await drillRandomFaults(storage, {
    sessions: Number(values.sessions),
    seed,
    healer,
  });
  for (const [kind, count] of faults) kinds.set(kind, (kinds.get(kind) ?? 0) + count);
  total.runs++;
  for (const name of ["lost", "doubled", "stuck", "unequal"] as const) total[name] += outcome[name];
  console.error(
    `seed ${seed}, healed by the ${healer}: ${accepted} sessions accepted, ${JSON.stringify(outcome)}`,
  );
}
await storage.close();
total.faults = kinds.size;
if (!values.json) console.table(Object.fromEntries(kinds));
if (values.json) console.log(JSON.stringify(total));
else console.table([total]);
process.exitCode = total.lost + total.doubled + total.stuck + total.unequal > 0 ? 1 : 0;
