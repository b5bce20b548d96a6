/** JSON of the messages that a queue gave up on. */
import { z } from "zod";
import { DEAD_LETTER, DEAD_LETTER_LIST } from "./examples.ts";

/** Right after the letter that was recorded then under this id. */
export interface LetterPosition {
  /** Milliseconds since 1970. */
  readonly recordedAt: number;
  readonly messageId: string;
}

const LetterPositionSchema = z.tuple([z.int().min(0), z.string().min(1).max(128)]);

/** Opaque to clients. */
export const formatLetterCursor = ({ recordedAt, messageId }: LetterPosition): string =>
  encodeURIComponent(JSON.stringify([recordedAt, messageId]));

/** Undefined for what {@link formatLetterCursor} never gave. */
export function parseLetterCursor(cursor: string): LetterPosition | undefined {
  try {
    const [recordedAt, messageId] = LetterPositionSchema.parse(JSON.parse(decodeURIComponent(cursor)));
    return { recordedAt, messageId };
  } catch {
    return undefined;
  }
}

export const DeadLetterListQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20).describe("Letters a page"),
  cursor: z
    .string()
    .max(400)
    .refine((text) => parseLetterCursor(text) !== undefined)
    .optional()
    .describe("`nextCursor` of the page before"),
});
export type DeadLetterListQuery = z.infer<typeof DeadLetterListQuerySchema>;

/** `retries_exhausted`: every delivery of it failed. `unreadable_message`: it is not what the service sends. */
export const DeadLetterReasonSchema = z.enum(["retries_exhausted", "unreadable_message"]);
export type DeadLetterReason = z.infer<typeof DeadLetterReasonSchema>;

export const DeadLetterSchema = z
  .object({
    id: z.string().describe("Of the message"),
    queue: z.string().describe("The queue that gave up on it"),
    reason: DeadLetterReasonSchema.describe(
      "`retries_exhausted`: every delivery failed; `unreadable_message`: it is not what the service sends",
    ),
    sessionId: z.string().nullable().describe("Null when the message could not be read"),
    requestId: z.string().nullable(),
    body: z.string().describe("The message as JSON, at most 4096 characters; empty once it is discarded"),
    recordedAt: z.string().describe("ISO 8601"),
    replayedAt: z.string().nullable().describe("When somebody had it delivered again"),
    discardedAt: z.string().nullable().describe("When somebody put it aside for good"),
  })
  .meta({ example: DEAD_LETTER });
export type DeadLetterJson = z.infer<typeof DeadLetterSchema>;

export const DeadLetterListResponseSchema = z
  .object({
    deadLetters: z.array(DeadLetterSchema).describe("Newest first"),
    nextCursor: z.string().nullable().describe("For the next page; null on the last one"),
  })
  .meta({ example: DEAD_LETTER_LIST });
