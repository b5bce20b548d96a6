import { createAws } from "../../worker/adapters/aws.ts";
import { createD1IdempotencyStore } from "../../worker/adapters/idempotency/d1.ts";
import { createDynamoDbMirror } from "../../worker/adapters/mirror/dynamodb.ts";
import { createD1SessionStore } from "../../worker/adapters/sessions/d1.ts";
import { startCloudflare } from "../contract/cloudflare.ts";
import { startDynamoDb } from "../stack/dynamodb.ts";
import { readMirrorRow } from "../stack/mirror-row.ts";
import type { DrillStorage } from "./random-faults.ts";

export interface LocalStorage extends DrillStorage {
  /** Forgets the sessions of the drill before, but for their rows in the mirror. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

const TABLE = "AiSessions";

/** D1 of workerd and dynalite. */
export async function startStorage(): Promise<LocalStorage> {
  const [cloudflare, dynamodb] = await Promise.all([
    startCloudflare(),
    startDynamoDb({ port: 0, tableName: TABLE }),
  ]);
  const { db } = cloudflare;
  const aws = createAws({
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    region: "us-east-1",
    endpoints: { dynamodb: dynamodb.url },
  });
  return {
    sessions: createD1SessionStore(db),
    idempotency: createD1IdempotencyStore(db),
    mirror: createDynamoDbMirror(aws, TABLE),
    async sessionIds() {
      const { results } = await db.prepare("SELECT session_id FROM sessions").all<{ session_id: string }>();
      return results.map(({ session_id }) => session_id);
    },
    owed: async () => (await db.prepare("SELECT COUNT(*) AS count FROM outbox").first<number>("count")) ?? 0,
    mirrorRow: (sessionId) => readMirrorRow({ url: dynamodb.url, table: TABLE }, sessionId),
    async clear() {
      await db.batch(
        ["outbox", "sessions", "dead_letters"].map((table) => db.prepare(`DELETE FROM ${table}`)),
      );
    },
    async close() {
      await Promise.all([cloudflare.close(), dynamodb.stop()]);
    },
  };
}
