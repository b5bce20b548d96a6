/** The beginning of a multipart/form-data body (RFC 7578), read up to the content of its file. */
import { err, ok, type Result } from "../../shared/contract/result.ts";

export interface MultipartHead {
  readonly fileName: string;
  readonly contentType: string | undefined;
  /** Values of the fields before the file. */
  readonly fields: ReadonlyMap<string, string>;
  /** Bytes of the body before the file's content. */
  readonly sizeBytes: number;
}

/** Form fields before the file are allowed, within this size. */
export const MAX_HEAD_BYTES = 16 * 1024;

/** Boundary of the given media type; undefined if it is no multipart/form-data or names none. RFC 2046, 5.1.1. */
export function boundaryOf(mediaType: string): string | undefined {
  const match = /^multipart\/form-data\s*;.*?\bboundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(mediaType);
  return match?.[1] ?? match?.[2];
}

/**
 * Looks for the head in what has arrived so far. `more`: the head is not complete yet. `malformed`: this can never
 * become a form with a file.
 */
export function parseHead(
  arrived: Uint8Array,
  boundary: string,
): Result<MultipartHead, "more" | "malformed"> {
  // One character a byte, so that positions in the text are positions in the body.
  const text = new TextDecoder("latin1").decode(arrived.subarray(0, MAX_HEAD_BYTES));
  const incomplete = err(arrived.length >= MAX_HEAD_BYTES ? ("malformed" as const) : ("more" as const));
  const opening = `--${boundary}`;
  if (!text.startsWith(opening)) return opening.startsWith(text) ? incomplete : err("malformed");

  const fields = new Map<string, string>();
  for (let at = opening.length; ; ) {
    const isLastPart = text.startsWith("--", at);
    if (isLastPart) return err("malformed");
    const end = text.indexOf("\r\n\r\n", at);
    if (end < 0) return incomplete;
    const headers = parseHeaders(text.slice(at, end));
    const fileName = /;\s*filename\*?=(?:"([^"]*)"|([^;\s]+))/i.exec(
      headers.get("content-disposition") ?? "",
    );
    if (fileName) {
      return ok({
        fileName: fileName[1] ?? fileName[2] ?? "",
        contentType: headers.get("content-type"),
        fields,
        sizeBytes: end + 4,
      });
    }
    const next = text.indexOf(`\r\n${opening}`, end);
    if (next < 0) return incomplete;
    const name = /;\s*name="([^"]*)"/i.exec(headers.get("content-disposition") ?? "")?.[1];
    if (name !== undefined) fields.set(name, new TextDecoder().decode(arrived.subarray(end + 4, next)));
    at = next + 2 + opening.length;
  }
}

const parseHeaders = (lines: string): Map<string, string> =>
  new Map(
    lines.split("\r\n").flatMap((line) => {
      const colon = line.indexOf(":");
      return colon < 0 ? [] : [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]];
    }),
  );
