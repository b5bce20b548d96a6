/** `npm run lint:openapi`: holds the API description to the recommended rules of Redocly's linter, without a warning. */
import { createConfig, formatProblems, getTotals, lintFromString } from "@redocly/openapi-core";
import { readDescription } from "./description.ts";

const RULES = {
  // Nothing in the request can make /health, /metrics and their like fail.
  "operation-4xx-response": "off",
  // A WebSocket answers 101.
  "operation-2xx-response": "off",
} as const;

const config = await createConfig({ extends: ["recommended"], rules: RULES });
const source = JSON.stringify(await readDescription(), null, 2);
const problems = await lintFromString({ source, absoluteRef: "openapi.json", config });
const totals = getTotals(problems);
formatProblems(problems, { format: "stylish", totals, version: "" });
console.log(`OpenAPI: ${totals.errors} errors, ${totals.warnings} warnings`);
process.exitCode = problems.length > 0 ? 1 : 0;
