/**
 * `npm run keys -- create|list|revoke`: keys by way of wrangler, for the first one, which no admin can create yet. What
 * goes to the database is what the Worker itself would write; the key is made here and shown once.
 */
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { z } from "zod";
import { digestOf, newApiKey } from "../../shared/access/api-key.ts";
import { CreateKeyRequestSchema, KeyIdSchema } from "../../shared/contract/access.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const USAGE = `Usage:
  npm run keys -- create --name NAME --scopes assess,tune,admin [--tenant TENANT] [--requests-per-minute N]
  npm run keys -- list
  npm run keys -- revoke KEY_ID
Each with --remote for the deployed database; otherwise the local one (--persist-to FOLDER, by default .wrangler/state).
--json prints JSON.`;

const OPTIONS = {
  name: { type: "string" },
  scopes: { type: "string" },
  tenant: { type: "string" },
  "requests-per-minute": { type: "string" },
  remote: { type: "boolean", default: false },
  "persist-to": { type: "string", default: ".wrangler/state" },
  json: { type: "boolean", default: false },
} as const;

type Rows = readonly Readonly<Record<string, unknown>>[];

const AnswerSchema = z.array(z.object({ results: z.array(z.record(z.string(), z.unknown())) }));

/** A wrong use, told by a sentence. */
class UsageError extends Error {}

async function main(): Promise<void> {
  const { values, positionals } = readArguments();
  const [command, keyId] = positionals;
  const where = values.remote ? ["--remote"] : ["--local", "--persist-to", values["persist-to"]];
  const print = (rows: Rows | Readonly<Record<string, unknown>>): void =>
    values.json ? console.log(JSON.stringify(rows)) : console.table(rows);
  switch (command) {
    case "create": {
      const perMinute = values["requests-per-minute"];
      const created = await create(where, {
        name: values.name,
        scopes: values.scopes?.split(","),
        tenant: values.tenant,
        requestsPerMinute: perMinute === undefined ? undefined : Number(perMinute),
      });
      if (values.json) return print(created);
      console.log(
        `${created.key}\n\nThis is the only time that the key is shown. Its id is ${created.keyId}.`,
      );
      return;
    }
    case "list":
      return print(await list(where));
    case "revoke":
      await revoke(where, keyId);
      console.log(values.json ? "{}" : `${keyId} is worth nothing any more.`);
      return;
    default:
      throw new UsageError(USAGE);
  }
}

function readArguments() {
  try {
    return parseArgs({ options: OPTIONS, allowPositionals: true });
  } catch (cause) {
    throw new UsageError(`${cause instanceof Error ? cause.message : String(cause)}\n${USAGE}`);
  }
}

async function create(where: readonly string[], given: Readonly<Record<string, unknown>>) {
  const request = CreateKeyRequestSchema.safeParse(given);
  if (!request.success) throw new UsageError(`${z.prettifyError(request.error)}\n\n${USAGE}`);
  const { name, scopes, tenant, requestsPerMinute } = request.data;
  const { keyId, text } = newApiKey((count) => new Uint8Array(randomBytes(count)));
  const now = Date.now();
  await execute(where, [
    `INSERT INTO api_keys (key_id, digest, name, tenant, scopes, requests_per_minute, created_at) VALUES (${[
      quote(keyId),
      quote(await digestOf(text)),
      quote(name),
      quote(tenant),
      quote(JSON.stringify([...new Set(scopes)])),
      requestsPerMinute ?? "NULL",
      now,
    ].join(", ")})`,
    audit("keys create", keyId, now),
  ]);
  return { keyId, name, tenant, scopes, requestsPerMinute: requestsPerMinute ?? null, key: text };
}

const list = (where: readonly string[]): Promise<Rows> =>
  execute(where, [
    `SELECT key_id AS keyId, name, tenant, scopes, requests_per_minute AS requestsPerMinute,
      ${["created_at", "last_used_at", "revoked_at"].map(instant).join(", ")} FROM api_keys ORDER BY created_at DESC`,
  ]);

async function revoke(where: readonly string[], keyId: string | undefined): Promise<void> {
  if (!KeyIdSchema.safeParse(keyId).success || keyId === undefined)
    throw new UsageError(`Name the id of a key, as list shows it.\n${USAGE}`);
  const now = Date.now();
  const [found] = await execute(where, [
    `UPDATE api_keys SET revoked_at = COALESCE(revoked_at, ${now}) WHERE key_id = ${quote(keyId)}`,
    audit("keys revoke", keyId, now),
    `SELECT key_id FROM api_keys WHERE key_id = ${quote(keyId)}`,
  ]);
  if (!found) throw new UsageError(`No key has the id ${keyId}; list shows them.`);
}

const audit = (action: string, target: string, now: number): string =>
  `INSERT INTO audit_log (at, actor, action, target, request_id)
   VALUES (${now}, 'command line', ${quote(action)}, ${quote(target)}, '')`;

const instant = (column: string): string =>
  `strftime('%Y-%m-%dT%H:%M:%SZ', ${column} / 1000, 'unixepoch') AS ${column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())}`;

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Rows of the last statement. */
async function execute(where: readonly string[], statements: readonly string[]): Promise<Rows> {
  const command = statements.join("; ");
  const { stdout } = await promisify(execFile)(
    "wrangler",
    ["d1", "execute", "DB", ...where, "--json", "--command", command],
    { cwd: ROOT },
  );
  return AnswerSchema.parse(JSON.parse(stdout)).at(-1)?.results ?? [];
}

try {
  await main();
} catch (cause) {
  const { stdout, stderr } = cause as { readonly stdout?: string; readonly stderr?: string };
  const told =
    cause instanceof UsageError ? cause.message : `wrangler failed: ${stderr || stdout || String(cause)}`;
  console.error(told);
  process.exitCode = 1;
}
