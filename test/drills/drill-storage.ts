/** Where the sessions of a drill are kept: D1, or the same SQL in Node's SQLite, and DynamoDB (dynalite). */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Aws, createAws } from "../../worker/adapters/aws.ts";
import { createD1BreakerStore } from "../../worker/adapters/breakers/d1.ts";
import { createD1DeadLetterStore } from "../../worker/adapters/dead-letters/d1.ts";
import { createD1IdempotencyStore } from "../../worker/adapters/idempotency/d1.ts";
import { createD1SessionStore } from "../../worker/adapters/sessions/d1.ts";
import { createD1UploadRegister } from "../../worker/adapters/uploads/d1.ts";
import type { Parts } from "../../worker/services/parts.ts";
import { startCloudflare } from "../contract/cloudflare.ts";
import { startDynamoDb } from "../stack/dynamodb.ts";
import { readMirrorRow } from "../stack/mirror-row.ts";
import { BUCKET } from "./played-storage.ts";
import { createSqliteD1 } from "./sqlite-d1.ts";

/** What the sessions of a drill are judged by. */
export interface JudgedStorage extends Pick<Parts, "sessions"> {
  /** Ids of all sessions in the store, accepted or not. */
  sessionIds(): Promise<string[]>;
  owed(): Promise<number>;
  mirrorRow(sessionId: string): Promise<Record<string, unknown> | undefined>;
}

export interface DrillStorage
  extends JudgedStorage,
    Pick<Parts, "deadLetters" | "breakers" | "uploads" | "idempotency"> {
  readonly aws: Aws;
  readonly table: string;
  /** Forgets the drill before, but for its rows in the mirror. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

export const TABLE = "AiSessions";
const CLEARED = ["outbox", "sessions", "dead_letters", "breakers"];
const MIGRATIONS = join(import.meta.dirname, "../../migrations");

export async function startStorage(database: "d1" | "sqlite"): Promise<DrillStorage> {
  const [{ db, close }, dynamodb] = await Promise.all([
    database === "d1" ? startCloudflare() : createSqliteD1(migrations()),
    startDynamoDb({ port: 0, tableName: TABLE }),
  ]);
  const aws = createAws({
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    region: "us-east-1",
    endpoints: { dynamodb: dynamodb.url },
  });
  return {
    ...judgedStorage(db, dynamodb.url),
    deadLetters: createD1DeadLetterStore(db),
    breakers: createD1BreakerStore(db),
    uploads: createD1UploadRegister(db, BUCKET),
    idempotency: createD1IdempotencyStore(db),
    aws,
    table: TABLE,
    async clear() {
      await db.batch(CLEARED.map((table) => db.prepare(`DELETE FROM ${table}`)));
    },
    async close() {
      await Promise.all([close(), dynamodb.stop()]);
    },
  };
}

export const judgedStorage = (db: D1Database, dynamoDbUrl: string): JudgedStorage => ({
  sessions: createD1SessionStore(db),
  async sessionIds() {
    const { results } = await db.prepare("SELECT session_id FROM sessions").all<{ session_id: string }>();
    return results.map(({ session_id }) => session_id);
  },
  owed: async () => (await db.prepare("SELECT COUNT(*) AS count FROM outbox").first<number>("count")) ?? 0,
  mirrorRow: (sessionId) => readMirrorRow({ url: dynamoDbUrl, table: TABLE }, sessionId),
});

const migrations = (): string[] =>
  readdirSync(MIGRATIONS)
    .toSorted()
    .map((file) => readFileSync(join(MIGRATIONS, file), "utf8"));
