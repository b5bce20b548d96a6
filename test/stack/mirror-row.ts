/** Reads the row that another team's service would read. */
import { createAws } from "../../worker/adapters/aws.ts";
import { callDynamoDb } from "../../worker/adapters/mirror/call-dynamodb.ts";

export interface DynamoDbTable {
  readonly url: string;
  readonly table: string;
}

type Attribute = { S?: string; N?: string; M?: Record<string, Attribute>; L?: Attribute[]; BOOL?: boolean };

const POLL_MS = 200;

export async function readMirrorRow(
  { url, table }: DynamoDbTable,
  sessionId: string,
): Promise<Record<string, unknown> | undefined> {
  const aws = createAws({
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    region: "us-east-1",
    endpoints: { dynamodb: url },
  });
  const input = { TableName: table, Key: { sessionId: { S: sessionId } }, ConsistentRead: true };
  const answer = await callDynamoDb(aws, "GetItem", input, AbortSignal.timeout(5_000));
  const { Item } = (await answer.json()) as { Item?: Record<string, Attribute> };
  return Item && plainObject(Item);
}

/** Waits until the row has reached `version`; undefined if it has not after `deadlineMs`. */
export async function waitForMirrorRow(
  table: DynamoDbTable,
  sessionId: string,
  version: number,
  deadlineMs = 30_000,
): Promise<Record<string, unknown> | undefined> {
  const deadline = Date.now() + deadlineMs;
  while (Date.now() < deadline) {
    const row = await readMirrorRow(table, sessionId);
    if (row && Number(row.version) >= version) return row;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  return undefined;
}

const plainObject = (item: Record<string, Attribute>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(item).map(([name, attribute]) => [name, plain(attribute)]));

function plain({ S, N, M, L, BOOL }: Attribute): unknown {
  if (S !== undefined) return S;
  if (N !== undefined) return Number(N);
  if (M !== undefined) return plainObject(M);
  if (L !== undefined) return L.map(plain);
  return BOOL ?? null;
}
