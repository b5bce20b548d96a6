import type { Aws } from "../aws.ts";

/** One operation of DynamoDB's JSON protocol, e.g. `UpdateItem`. Rejects when no answer comes. */
export const callDynamoDb = (
  aws: Aws,
  operation: string,
  input: unknown,
  signal: AbortSignal,
): Promise<Response> =>
  aws.send({
    service: "dynamodb",
    method: "POST",
    path: "/",
    headers: {
      "Content-Type": "application/x-amz-json-1.0",
      "X-Amz-Target": `DynamoDB_20120810.${operation}`,
    },
    body: JSON.stringify(input),
    signal,
  });
