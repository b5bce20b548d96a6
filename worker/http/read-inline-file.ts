import { decodeBase64 } from "../../shared/contract/base64.ts";
import { fieldMessageOf } from "../../shared/contract/field-messages.ts";
import {
  InlineFileSchema,
  MAX_INLINE_BODY_BYTES,
  MAX_INLINE_BYTES,
} from "../../shared/contract/prediction.ts";
import type { AppContext } from "./app-context.ts";
import { localeOf } from "./locale.ts";
import { ProblemError } from "./problem.ts";
import { readJson } from "./read-json.ts";

const LIMIT = `${MAX_INLINE_BYTES / 1024 / 1024} MB`;

/** The file of a body that is a JSON string of base64, or an object that holds one. Ends the request if it is none. */
export async function readInlineFile(c: AppContext): Promise<Uint8Array<ArrayBuffer>> {
  const body = await readJson(c, InlineFileSchema, MAX_INLINE_BODY_BYTES);
  return typeof body === "string" ? inlineFile(c, body, "") : inlineFile(c, body.data, "/data");
}

/** The file that a base64 text holds; `pointer` is where it lies in the body. Ends the request with 422 or 413. */
export function inlineFile(c: AppContext, text: string, pointer: string): Uint8Array<ArrayBuffer> {
  const bytes = decodeBase64(text);
  if (!bytes) {
    const detail = fieldMessageOf({ pointer, reason: "not_base64" }, localeOf(c));
    throw new ProblemError({ code: "validation_failed" }, [{ pointer, detail }]);
  }
  if (bytes.length > MAX_INLINE_BYTES)
    throw new ProblemError({ code: "media_too_large", params: { limit: LIMIT } });
  return bytes;
}
