/** `npm run bench [-- --json]`: every bench that needs no outside data, one table. */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const BENCHES = ["vision", "streaming"] as const;

const results = Object.fromEntries(
  BENCHES.map((name) => {
    const script = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
    const output = execFileSync(process.execPath, [script, "--json"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    });
    return [name, JSON.parse(output.trim().split("\n").at(-1) ?? "{}") as Record<string, unknown>];
  }),
);

if (process.argv.includes("--json")) console.log(JSON.stringify(results));
else for (const [name, figures] of Object.entries(results)) console.table({ [name]: figures });
