/**
 * `npm run bench:tuning -- --problems FILE [--only a,b] [--seeds 20] [--from 0] [--budget 50] [--out ROWS.json] [--json]`:
 * our optimiser on the benchmark's problems. The last line of --json is {problem: figures}; ROWS.json goes to
 * tuning/compare.ts together with the rows of peers.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { STUCK_REGRET } from "./tuning/comparison.ts";
import { loadProblems } from "./tuning/problems.ts";
import { type OwnRow, runProblem } from "./tuning/run.ts";
import { median } from "./tuning/statistics.ts";

const { values } = parseArgs({
  options: {
    problems: { type: "string" },
    only: { type: "string" },
    seeds: { type: "string", default: "20" },
    from: { type: "string", default: "0" },
    budget: { type: "string", default: "50" },
    out: { type: "string" },
    json: { type: "boolean", default: false },
  },
});
if (!values.problems) throw new Error("Give --problems the path of problems.json");
const names = values.only?.split(",");
const problems = loadProblems(values.problems).filter(({ name }) => !names || names.includes(name));
const unknown = names?.filter((name) => !problems.some((problem) => problem.name === name)) ?? [];
if (unknown.length > 0) throw new Error(`No problem is called ${unknown.join(", ")}`);
const budget = Number(values.budget);
const seeds = Array.from({ length: Number(values.seeds) }, (_, index) => Number(values.from) + index);

const rows: OwnRow[] = [];
for (const problem of problems)
  for (const seed of seeds) {
    rows.push(runProblem(problem, { seed, budget }));
    console.error(`${problem.name}: seed ${seed} done`);
  }
if (values.out) writeFileSync(values.out, JSON.stringify(rows));
const results = Object.fromEntries(
  problems.map(({ name }) => [name, figuresOf(rows.filter((row) => row.problem === name))]),
);
if (values.json) console.log(JSON.stringify(results));
else console.table(results);

/** Medians over the seeds, but for mean50; stuck and bound_holds are shares of the runs. */
function figuresOf(runs: readonly OwnRow[]) {
  const after = (size: number): number[] =>
    runs.map(({ trace }) => trace?.[Math.min(size, trace.length) - 1]?.best_regret ?? Number.NaN);
  const last = after(50);
  const recommended = runs.map((run) => run.recommendation_regret[Math.min(50, budget)] ?? Number.NaN);
  const mean = (numbers: readonly number[]) =>
    numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  const holds = [10, 20, 30, 50].map((size) =>
    mean(runs.map(({ bound_holds }) => Number(bound_holds[size] ?? 0))),
  );
  return {
    regret15: rounded(median(after(15))),
    regret30: rounded(median(after(30))),
    regret50: rounded(median(last)),
    mean50: rounded(mean(last)),
    stuck: rounded(mean(last.map((regret) => Number(regret > STUCK_REGRET)))),
    rec50: rounded(median(recommended)),
    mean_rec50: rounded(mean(recommended)),
    bound_holds: rounded(Math.min(...holds)),
  };
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
