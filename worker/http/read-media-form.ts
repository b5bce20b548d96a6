import type { z } from "zod";
import type { OpenVideo } from "../ports/videos.ts";
import type { AppContext } from "./app-context.ts";
import { boundaryOf } from "./multipart-head.ts";
import { ProblemError } from "./problem.ts";
import { checkFields, valueOrFieldErrors } from "./read-json.ts";
import { readUpload } from "./read-upload.ts";

/** Forms up to this size are held in memory, so that their parts may come in any order. */
const MAX_FORM_IN_MEMORY_BYTES = 16 * 1024 * 1024;
const EXPECTED = "multipart/form-data with one file";

export interface MediaForm<T> {
  readonly video: OpenVideo;
  readonly fields: T;
  /** To be called when the reader of the file is done, well or not. */
  finish(): Promise<void>;
}

/** The file of a form, called `file`, and its other fields by their schema. Ends the request whatever is wrong with it. */
export async function readMediaForm<T extends z.ZodType>(
  c: AppContext,
  schema: T,
  maxBytes: number,
): Promise<MediaForm<z.output<T>>> {
  if (boundaryOf(c.req.header("Content-Type") ?? "") === undefined)
    throw new ProblemError({ code: "unsupported_media_type", params: { expected: EXPECTED } });
  const contentLength = Number(c.req.header("Content-Length") ?? Number.NaN);
  if (!Number.isSafeInteger(contentLength)) throw new ProblemError({ code: "length_required" });
  if (contentLength <= MAX_FORM_IN_MEMORY_BYTES) return readInMemory(c, schema);
  const { fields, finish, ...video } = await readUpload(c, maxBytes);
  const checked = checkFields(c, schema, Object.fromEntries(fields));
  if (checked.ok) return { video, fields: checked.value, finish };
  await video.body.cancel();
  return valueOrFieldErrors(checked);
}

async function readInMemory<T extends z.ZodType>(c: AppContext, schema: T): Promise<MediaForm<z.output<T>>> {
  const form = await c.req.raw.formData().catch(() => {
    throw new ProblemError({ code: "malformed_multipart" });
  });
  const { file, ...fields } = Object.fromEntries(form);
  if (!(file instanceof File)) throw new ProblemError({ code: "malformed_multipart" });
  return {
    video: {
      body: file.stream(),
      sizeBytes: file.size,
      contentType: file.type || "application/octet-stream",
    },
    fields: valueOrFieldErrors(checkFields(c, schema, fields)),
    finish: async () => {},
  };
}
