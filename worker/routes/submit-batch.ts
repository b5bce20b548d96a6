import { contentJson } from "chanfana";
import { z } from "zod";
import { toSubmissionResponse } from "../../shared/assessment/response.ts";
import {
  type AssessBatchItem,
  AssessBatchRequestSchema,
  AssessBatchResponseSchema,
  AssessRequestSchema,
  MAX_BATCH_ITEMS,
} from "../../shared/contract/assessment.ts";
import type { Fault } from "../../shared/contract/errors.ts";
import { type FieldError, problemOf } from "../../shared/contract/problem.ts";
import type { AppContext } from "../http/app-context.ts";
import { Endpoint } from "../http/endpoint.ts";
import { IDEMPOTENCY_HEADERS } from "../http/idempotency.ts";
import { localeOf } from "../http/locale.ts";
import { checkFields, readJson } from "../http/read-json.ts";
import { jsonResponse, problemResponses } from "../http/responses.ts";
import { submitAssessment } from "../services/submit-assessment.ts";

/** Room for the longest address in each item. */
export const MAX_BATCH_BYTES = 512 * 1024;

/** The frame alone, since each item is checked by itself. */
const FrameSchema = z.strictObject({ items: z.array(z.unknown()).min(1).max(MAX_BATCH_ITEMS) });

export class SubmitBatch extends Endpoint {
  override schema = {
    operationId: "submitBatch",
    tags: ["Assessment"],
    summary: "Submit several videos for assessment",
    description:
      "Each item is accepted or refused by itself; `sessions` has an entry for each, in order: the session, or `error` with the problem.",
    request: { headers: IDEMPOTENCY_HEADERS, body: contentJson(AssessBatchRequestSchema) },
    responses: {
      "200": jsonResponse("What became of each item", AssessBatchResponseSchema),
      ...problemResponses(
        "malformed_json",
        "unsupported_media_type",
        "payload_too_large",
        "validation_failed",
        "idempotency_key_reused",
        "idempotency_in_progress",
        "service_unavailable",
      ),
    },
  };

  override async handle(c: AppContext): Promise<Response> {
    const { items } = await readJson(c, FrameSchema, MAX_BATCH_BYTES);
    const sessions = await Promise.all(items.map((item, index) => submitItem(c, item, index)));
    return c.json({ sessions });
  }
}

async function submitItem(c: AppContext, item: unknown, index: number): Promise<AssessBatchItem> {
  const checked = checkFields(c, AssessRequestSchema, item, ["items", index]);
  if (!checked.ok) return refused(c, index, { code: "validation_failed" }, checked.error);
  const submitted = await submitAssessment(c.get("parts"), checked.value, c.get("requestId"));
  return submitted.ok ? toSubmissionResponse(submitted.value) : refused(c, index, submitted.error);
}

function refused(
  c: AppContext,
  index: number,
  fault: Fault,
  errors: readonly FieldError[] = [],
): AssessBatchItem {
  const requestId = c.get("requestId");
  const { log } = c.get("parts");
  log("warn", "batch item refused", {
    item: index,
    request_id: requestId,
    code: fault.code,
    cause: fault.cause,
  });
  return { error: problemOf(fault, localeOf(c), requestId, errors) };
}
