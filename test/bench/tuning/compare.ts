/**
 * `node test/bench/tuning/compare.ts OURS.json PEERS.json... [--json] [--optimisers a,b] [--only problem,...]`: what the rows of
 * `test/bench/tuning.ts` and of peers/run.py say together. Ours is every optimiser of the first file.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { comparePeers, type Row, RowsSchema, rankOptimisers, summarise } from "./comparison.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "boolean" }, optimisers: { type: "string" }, only: { type: "string" } },
});
if (positionals.length === 0) throw new Error("Name a file of rows: ours first, then those of peers");

const named = (list: string | undefined) => (name: string) => !list || list.split(",").includes(name);
const rowsOf = (path: string): Row[] =>
  RowsSchema.parse(JSON.parse(readFileSync(path, "utf8")))
    .filter(({ problem }) => named(values.only)(problem))
    .filter(({ optimiser }) => named(values.optimisers)(optimiser));

const [ours = [], ...others] = positionals.map(rowsOf);
const rows = [...ours, ...others.flat()];
const ourNames = new Set(ours.map(({ optimiser }) => optimiser));

const summary = summarise(rows);
const pairs = [...ourNames].flatMap((name) =>
  comparePeers(name, rows).filter(({ peer }) => !ourNames.has(peer)),
);
const ranks = rankOptimisers(rows);

if (values.json) console.log(JSON.stringify({ summary, pairs, ranks }));
else print();

function print(): void {
  const shown = (value: number | null) => (value === null ? "-" : value.toPrecision(3));
  console.log("Median regret after 15, 30 and 50 evaluations, and of the recommendation at the end");
  console.table(
    summary.map((line) => ({
      problem: line.problem,
      optimiser: line.optimiser,
      seeds: line.seeds,
      ...Object.fromEntries([15, 30, 50].map((at) => [`at ${at}`, shown(line.bestRegret[at]?.[1] ?? null)])),
      "quartiles at the end": `${shown(line.end[0])} .. ${shown(line.end[2])}`,
      recommended: shown(line.recommended),
      stuck: shown(line.stuck),
      area: shown(line.area),
    })),
  );
  for (const { optimiser, peer, metric, problems, better, worse, beats } of pairs) {
    console.log(`\n${optimiser} against ${peer} by ${metric}: ${beats ? "beats it" : "no claim"}`);
    console.log(`  interval below 0 on ${better} of ${problems.length}, significantly worse on ${worse}`);
    console.table(
      problems.map((line) => ({
        problem: line.problem,
        seeds: line.seeds,
        "median difference": shown(line.difference.median),
        "95 %": `${shown(line.difference.low)} .. ${shown(line.difference.high)}`,
        p: shown(line.pValue),
        "p (Holm)": shown(line.adjusted),
      })),
    );
  }
  for (const { metric, problems, columns, friedman } of ranks) {
    console.log(
      `\nMean ranks by ${metric} over ${problems.length} problems that all have: ${problems.join(", ")}`,
    );
    console.table(Object.fromEntries(columns.map((name, i) => [name, shown(friedman.meanRanks[i] ?? null)])));
    console.log(
      `Friedman p = ${shown(friedman.pValue)}, critical difference ${shown(friedman.criticalDifference)}`,
    );
  }
}
