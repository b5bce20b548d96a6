import { toAssessResponse } from "../../../shared/assessment/response.ts";
import type { Session } from "../../../shared/assessment/session.ts";
import type { Fault } from "../../../shared/contract/errors.ts";
import { err, ok, type Result } from "../../../shared/contract/result.ts";
import type { SessionMirror } from "../../ports/mirror.ts";
import type { Aws } from "../aws.ts";
import { transportFault } from "../transport-fault.ts";
import { type Attribute, fromItem, toAttribute } from "./attribute.ts";
import { callDynamoDb } from "./call-dynamodb.ts";
import { toCopy, toResponse } from "./item-response.ts";

const CONDITION_FAILED = "ConditionalCheckFailedException";
const UNLESS_NEWER = "attribute_not_exists(#version) OR #version < :version";

/** Written to DynamoDB, a session as user-service reads it. */
function itemOf(session: Session): Record<string, unknown> {
  const { submission, status, verdict, fault, version, createdAt, updatedAt, processingSeconds } = session;
  const { metadata } = toAssessResponse(session, "en");
  const result = verdict
    ? {
        recognizedGesture: verdict.recognizedGesture,
        confidence: verdict.confidence,
        score: verdict.score,
        processingTime: processingSeconds ?? 0,
        modelVersion: verdict.modelVersion,
        metadata,
      }
    : fault && { metadata };
  return {
    userId: submission.userId,
    exerciseId: submission.exerciseId,
    levelId: submission.levelId,
    status,
    version,
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
    ...(result ? { result } : {}),
  };
}

type Item = Record<string, Attribute>;

interface BatchAnswer {
  readonly Responses?: Record<string, Item[]>;
  readonly UnprocessedKeys?: Record<string, unknown>;
}

interface ScanAnswer {
  readonly Items?: Item[];
  readonly LastEvaluatedKey?: { readonly sessionId: { readonly S: string } };
}

/**
 * Table AiSessions. UpdateItem rather than PutItem, so that attributes which others have added stay; conditional on the
 * version, which rows of the former service do not have.
 */
export function createDynamoDbMirror(aws: Aws, tableName: string): SessionMirror {
  const call = async (
    action: string,
    input: unknown,
    signal: AbortSignal,
  ): Promise<Result<string, Fault>> => {
    try {
      const answer = await callDynamoDb(aws, action, input, signal);
      const text = await answer.text();
      if (answer.ok || text.includes(CONDITION_FAILED)) return ok(text);
      // Only the name of the error: its message may repeat what was sent.
      const name = /"__type"\s*:\s*"([\w.#]+)"/.exec(text)?.[1] ?? "no error of its own";
      return err({ code: "storage_unavailable", cause: `DynamoDB answered ${answer.status}: ${name}` });
    } catch (cause) {
      return err(transportFault("storage_unavailable", cause));
    }
  };

  const keyOf = (sessionId: string) => ({ TableName: tableName, Key: { sessionId: { S: sessionId } } });
  const update = (
    session: Session,
    condition: string,
    values: Readonly<Record<string, Attribute>>,
    signal: AbortSignal,
  ): Promise<Result<string, Fault>> => {
    const item = itemOf(session);
    const fields = Object.entries(item);
    // A session that is opened anew has no result any more.
    const removal = "result" in item ? "" : " REMOVE #result";
    const input = {
      ...keyOf(session.sessionId),
      UpdateExpression: `SET ${fields.map(([name]) => `#${name} = :${name}`).join(", ")}${removal}`,
      ConditionExpression: condition,
      // Some of the names are reserved words of DynamoDB, so all of them go by placeholder.
      ExpressionAttributeNames: Object.fromEntries(
        [...fields.map(([name]) => name), "result"].map((name) => [`#${name}`, name]),
      ),
      ExpressionAttributeValues: {
        ...Object.fromEntries(fields.map(([name, value]) => [`:${name}`, toAttribute(value)])),
        ...values,
      },
    };
    return call("UpdateItem", input, signal);
  };
  const done = (called: Result<string, Fault>): Result<void, Fault> => (called.ok ? ok(undefined) : called);

  return {
    write: async (session, signal) => done(await update(session, UNLESS_NEWER, {}, signal)),

    async overwrite(session, seenVersion, signal) {
      const written =
        seenVersion === undefined
          ? await update(session, "attribute_not_exists(#version)", {}, signal)
          : await update(session, "#version = :seen", { ":seen": toAttribute(seenVersion) }, signal);
      return written.ok ? ok(!written.value.includes(CONDITION_FAILED)) : written;
    },

    async find(sessionId, signal) {
      const read = await call("GetItem", { ...keyOf(sessionId), ConsistentRead: true }, signal);
      if (!read.ok) return read;
      const { Item } = JSON.parse(read.value) as { Item?: Item };
      return ok(Item && toResponse(sessionId, fromItem(Item)));
    },

    async findCopies(sessionIds, signal) {
      if (sessionIds.length === 0) return ok([]);
      const Keys = sessionIds.map((sessionId) => ({ sessionId: { S: sessionId } }));
      const input = { RequestItems: { [tableName]: { Keys, ConsistentRead: true } } };
      const read = await call("BatchGetItem", input, signal);
      if (!read.ok) return read;
      const { Responses, UnprocessedKeys } = JSON.parse(read.value) as BatchAnswer;
      if (Object.keys(UnprocessedKeys ?? {}).length > 0)
        return err({ code: "storage_unavailable", cause: "DynamoDB left keys unprocessed" });
      return ok((Responses?.[tableName] ?? []).map((item) => toCopy(fromItem(item))));
    },

    async scan(limit, after, signal) {
      const start = after === undefined ? {} : { ExclusiveStartKey: { sessionId: { S: after } } };
      const input = { TableName: tableName, Limit: limit, ConsistentRead: true, ...start };
      const read = await call("Scan", input, signal);
      if (!read.ok) return read;
      const { Items = [], LastEvaluatedKey } = JSON.parse(read.value) as ScanAnswer;
      return ok({
        copies: Items.map((item) => toCopy(fromItem(item))),
        next: LastEvaluatedKey?.sessionId.S,
      });
    },

    remove: async (sessionId, signal) => done(await call("DeleteItem", keyOf(sessionId), signal)),

    ping: async (signal) => done(await call("DescribeTable", { TableName: tableName }, signal)),
  };
}
