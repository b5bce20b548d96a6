import { toAssessResponse } from "../../../shared/assessment/response.ts";
import type { Session } from "../../../shared/assessment/session.ts";
import type { Fault } from "../../../shared/contract/errors.ts";
import { err, ok, type Result } from "../../../shared/contract/result.ts";
import type { SessionMirror } from "../../ports/mirror.ts";
import type { Aws } from "../aws.ts";
import { transportFault } from "../transport-fault.ts";
import { type Attribute, fromItem, toAttribute } from "./attribute.ts";
import { callDynamoDb } from "./call-dynamodb.ts";
import { toResponse } from "./item-response.ts";

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
      if (answer.ok || text.includes("ConditionalCheckFailedException")) return ok(text);
      return err({
        code: "storage_unavailable",
        cause: `DynamoDB answered ${answer.status}: ${text.slice(0, 200)}`,
      });
    } catch (cause) {
      return err(transportFault("storage_unavailable", cause));
    }
  };

  const keyOf = (sessionId: string) => ({ TableName: tableName, Key: { sessionId: { S: sessionId } } });
  const done = (called: Result<string, Fault>): Result<void, Fault> => (called.ok ? ok(undefined) : called);

  return {
    async write(session, signal) {
      const fields = Object.entries(itemOf(session));
      const values: Record<string, Attribute> = Object.fromEntries(
        fields.map(([name, value]) => [`:${name}`, toAttribute(value)]),
      );
      const update = {
        ...keyOf(session.sessionId),
        UpdateExpression: `SET ${fields.map(([name]) => `#${name} = :${name}`).join(", ")}`,
        ConditionExpression: "attribute_not_exists(#version) OR #version < :version",
        // Some of the names are reserved words of DynamoDB, so all of them go by placeholder.
        ExpressionAttributeNames: Object.fromEntries(fields.map(([name]) => [`#${name}`, name])),
        ExpressionAttributeValues: values,
      };
      return done(await call("UpdateItem", update, signal));
    },

    async find(sessionId, signal) {
      const read = await call("GetItem", { ...keyOf(sessionId), ConsistentRead: true }, signal);
      if (!read.ok) return read;
      const { Item } = JSON.parse(read.value) as { Item?: Record<string, Attribute> };
      return ok(Item && toResponse(sessionId, fromItem(Item)));
    },

    remove: async (sessionId, signal) => done(await call("DeleteItem", keyOf(sessionId), signal)),

    ping: async (signal) => done(await call("DescribeTable", { TableName: tableName }, signal)),
  };
}
