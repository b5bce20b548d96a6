import { once } from "node:events";
import type { AddressInfo } from "node:net";
import dynalite from "dynalite";
import { createAws } from "../../worker/adapters/aws.ts";
import { callDynamoDb } from "../../worker/adapters/mirror/call-dynamodb.ts";

export interface LocalDynamoDb {
  readonly url: string;
  stop(): Promise<void>;
}

const TABLE_READY_ATTEMPTS = 50;

/** DynamoDB for one machine (dynalite, in memory) with the table that user-service reads. Port 0 takes a free one. */
export async function startDynamoDb(options: {
  readonly port: number;
  readonly tableName: string;
}): Promise<LocalDynamoDb> {
  const server = dynalite({ createTableMs: 0 });
  server.listen(options.port, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await createTable(url, options.tableName);
  return {
    url,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function createTable(url: string, tableName: string): Promise<void> {
  const aws = createAws({
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    region: "us-east-1",
    endpoints: { dynamodb: url },
  });
  const call = async (action: string, input: unknown): Promise<string> => {
    const answer = await callDynamoDb(aws, action, input, AbortSignal.timeout(5_000));
    return answer.text();
  };
  await call("CreateTable", {
    TableName: tableName,
    AttributeDefinitions: [{ AttributeName: "sessionId", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "sessionId", KeyType: "HASH" }],
    BillingMode: "PAY_PER_REQUEST",
  });
  for (let attempt = 0; attempt < TABLE_READY_ATTEMPTS; attempt++) {
    if ((await call("DescribeTable", { TableName: tableName })).includes('"ACTIVE"')) return;
  }
  throw new Error(`Table ${tableName} did not become active.`);
}
