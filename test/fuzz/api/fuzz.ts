/**
 * `npm run fuzz [-- --requests 20000] [--seed 1] [--json]`: generated requests, right and wrong, to every route of the API
 * description, against the Worker in workerd with the vision process behind it. The last line of --json is {requests,
 * violations, server_errors, answers, never_succeeded, seconds}: `violations` counts answers that the description does not foresee,
 * `server_errors` those of them with a 5xx. Each kind of violation is told with the smallest request that causes it.
 */
import { parseArgs } from "node:util";
import { readDescription, routesOf } from "../../openapi/description.ts";
import { startWorker } from "../../openapi/running-worker.ts";
import { fuzz } from "./run.ts";

const { values } = parseArgs({
  options: {
    requests: { type: "string", default: "20000" },
    seed: { type: "string", default: "1" },
    json: { type: "boolean", default: false },
  },
});
const CLIENTS = 16;
const PROGRESS_EVERY = 1000;

const worker = await startWorker();
const startedAt = performance.now();
const result = await fuzz(worker, {
  routes: routesOf(await readDescription()),
  requests: Number(values.requests),
  seed: Number(values.seed),
  clients: CLIENTS,
  onViolation: (report) => console.error(`\n${report}\n`),
  onProgress: (requests) =>
    requests % PROGRESS_EVERY === 0 && console.error(`${requests} of ${values.requests}`),
});
const seconds = Math.round((performance.now() - startedAt) / 1000);
await worker.stop();
const { answers, never_succeeded, ...counts } = result;
if (values.json) console.log(JSON.stringify({ ...counts, answers, never_succeeded, seconds }));
else {
  console.table([{ ...counts, seconds }]);
  console.table(answers);
  console.log(`Never succeeded: ${never_succeeded.join(", ") || "none"}`);
}
process.exitCode = result.violations > 0 ? 1 : 0;
