/** JSON of the comparison of sessions with their copies in the mirror, a page at a time. */
import { z } from "zod";
import { RECONCILE_PAGE, RECONCILE_REQUEST } from "./examples.ts";
import { formatListCursor, type ListPosition, parseListCursor } from "./list-cursor.ts";

/** Where a comparison goes on: among the sessions first, and then among the copies that have none. */
export type ReconcilePosition =
  | { readonly side: "sessions"; readonly after?: ListPosition }
  | { readonly side: "mirror"; readonly after?: string };

/** Opaque to clients. */
export function formatReconcileCursor(position: ReconcilePosition): string {
  if (position.after === undefined) return `${position.side}.`;
  const after =
    position.side === "sessions" ? formatListCursor(position.after) : encodeURIComponent(position.after);
  return `${position.side}.${after}`;
}

/** Undefined for what {@link formatReconcileCursor} never gave. */
export function parseReconcileCursor(cursor: string): ReconcilePosition | undefined {
  const [, side, after = ""] = /^(sessions|mirror)\.(.*)$/.exec(cursor) ?? [];
  if (side === undefined) return undefined;
  if (side === "mirror") return mirrorPosition(after);
  if (after === "") return { side: "sessions" };
  const position = parseListCursor(after);
  return position && { side: "sessions", after: position };
}

function mirrorPosition(encoded: string): ReconcilePosition | undefined {
  try {
    return encoded === "" ? { side: "mirror" } : { side: "mirror", after: decodeURIComponent(encoded) };
  } catch {
    return undefined;
  }
}

export const ReconcileRequestSchema = z
  .strictObject({
    repair: z.boolean().default(false).describe("Make equal what is not; otherwise it is only told"),
    cursor: z
      .string()
      .max(8192)
      .refine((text) => parseReconcileCursor(text) !== undefined)
      .optional()
      .describe("`nextCursor` of the page before"),
  })
  .meta({ example: RECONCILE_REQUEST });
export type ReconcileRequest = z.infer<typeof ReconcileRequestSchema>;

export const DifferenceSchema = z.object({
  sessionId: z.string(),
  kind: z
    .enum(["missing", "older", "newer", "different", "only_in_mirror"])
    .describe("What the copy is, compared with its session"),
  repaired: z.boolean(),
});
export type Difference = z.infer<typeof DifferenceSchema>;

export const ReconcilePageSchema = z
  .object({
    compared: z.int().describe("Sessions or copies looked at on this page"),
    equal: z.int(),
    pending: z.int().describe("Not equal yet, and on their way"),
    kept: z
      .int()
      .describe("Copies of the former service that stay where they are: not final, or not readable"),
    differences: z.array(DifferenceSchema),
    nextCursor: z.string().nullable().describe("For the next page; null when everything was compared"),
  })
  .meta({ example: RECONCILE_PAGE });
export type ReconcilePage = z.infer<typeof ReconcilePageSchema>;
