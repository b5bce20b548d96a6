import type { Fault } from "../../shared/contract/errors.ts";
import type { VideoUpload } from "../ports/videos.ts";
import type { AppContext } from "./app-context.ts";
import { openMultipartFile } from "./multipart-file.ts";
import { boundaryOf, MAX_HEAD_BYTES } from "./multipart-head.ts";
import { ProblemError } from "./problem.ts";

export interface Upload extends VideoUpload {
  /** Values of a form's fields before its file. */
  readonly fields: ReadonlyMap<string, string>;
  /** To be called when the store is done, well or not: ends the request if the body was not what it promised to be. */
  finish(): Promise<void>;
}

const MEBIBYTE = 1024 * 1024;
const VIDEO = /^video\/[\w.+-]+$/;
const EXPECTED = "video/* (mp4, mov, webm, avi), or multipart/form-data with one such file";
/** For clients that call every file `application/octet-stream`. */
const TYPE_OF_EXTENSION: Readonly<Record<string, string>> = {
  avi: "video/x-msvideo",
  m4v: "video/mp4",
  mov: "video/quicktime",
  mp4: "video/mp4",
  webm: "video/webm",
};

/**
 * The video of a request, as its whole body or as the last part of a form, streamed. Ends the request with 411, 413,
 * 415, 422 or 400, whatever is wrong with it.
 */
export async function readUpload(c: AppContext, maxBytes: number): Promise<Upload> {
  const mediaType = c.req.header("Content-Type") ?? "";
  const boundary = boundaryOf(mediaType);
  const contentType = essenceOf(mediaType);
  if (boundary === undefined && !VIDEO.test(contentType)) throw unsupported();
  const contentLength = Number(c.req.header("Content-Length") ?? Number.NaN);
  if (!Number.isSafeInteger(contentLength)) throw new ProblemError({ code: "length_required" });
  const body = c.req.raw.body;
  if (contentLength === 0 || !body) throw new ProblemError({ code: "media_empty" });

  if (boundary === undefined) {
    assertSize(contentLength, maxBytes);
    return { body, sizeBytes: contentLength, contentType, fields: new Map(), finish: async () => {} };
  }
  assertSize(contentLength - MAX_HEAD_BYTES, maxBytes);
  return readForm(body, boundary, contentLength, maxBytes);
}

async function readForm(
  form: ReadableStream<Uint8Array>,
  boundary: string,
  contentLength: number,
  maxBytes: number,
): Promise<Upload> {
  const file = await openMultipartFile(form, boundary, contentLength);
  if (!file.ok) throw new ProblemError({ code: "malformed_multipart" });
  const { body, contentBytes, fileName, fields } = file.value;
  const finish = async (): Promise<void> => {
    if (!(await file.value.finish())) throw new ProblemError({ code: "malformed_multipart" });
  };
  try {
    assertSize(contentBytes, maxBytes);
    const contentType = videoType(file.value.contentType, fileName);
    return { body, sizeBytes: contentBytes, contentType, fields, finish };
  } catch (cause) {
    await finish();
    throw cause;
  }
}

function assertSize(sizeBytes: number, maxBytes: number): void {
  const fault: Fault = { code: "media_too_large", params: { limit: `${maxBytes / MEBIBYTE} MB` } };
  if (sizeBytes > maxBytes) throw new ProblemError(fault);
  if (sizeBytes === 0) throw new ProblemError({ code: "media_empty" });
}

function videoType(contentType: string | undefined, fileName: string): string {
  const named = essenceOf(contentType ?? "application/octet-stream");
  if (VIDEO.test(named)) return named;
  const byExtension = TYPE_OF_EXTENSION[fileName.split(".").at(-1)?.toLowerCase() ?? ""];
  if (named === "application/octet-stream" && byExtension) return byExtension;
  throw unsupported();
}

/** A media type without its parameters. */
const essenceOf = (mediaType: string): string => mediaType.split(";")[0]?.trim().toLowerCase() ?? "";

const unsupported = (): ProblemError =>
  new ProblemError({ code: "unsupported_media_type", params: { expected: EXPECTED } });
