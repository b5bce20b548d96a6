/**
 * The one file of a form, as a stream of known size. Hono's own reader holds the whole form in memory; here the size
 * follows from Content-Length, and that nothing but the closing boundary comes after the file is checked on the way.
 */
import { err, ok, type Result } from "../../shared/contract/result.ts";
import { type MultipartHead, parseHead } from "./multipart-head.ts";

export interface MultipartFile extends MultipartHead {
  readonly body: ReadableStream<Uint8Array>;
  readonly contentBytes: number;
  /**
   * To be called when the reader of `body` is done, well or not. Resolves to whether the form ended as it must; if it did
   * not, `body` has failed.
   */
  finish(): Promise<boolean>;
}

const toBytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** `contentLength` is the size of the whole form in bytes. The file must be its last part. */
export async function openMultipartFile(
  form: ReadableStream<Uint8Array>,
  boundary: string,
  contentLength: number,
): Promise<Result<MultipartFile, "malformed">> {
  const reader = form.getReader();
  let arrived = new Uint8Array();
  let head = parseHead(arrived, boundary);
  while (!head.ok && head.error === "more") {
    const { value, done } = await reader.read();
    if (done) return err("malformed");
    arrived = concat(arrived, value);
    head = parseHead(arrived, boundary);
  }
  if (!head.ok) {
    await reader.cancel();
    return err("malformed");
  }
  const trailer = toBytes(`\r\n--${boundary}--\r\n`);
  const contentBytes = contentLength - head.value.sizeBytes - trailer.length;
  if (contentBytes < 0) {
    await reader.cancel();
    return err("malformed");
  }
  const { readable, writable } = new FixedLengthStream(contentBytes);
  const writer = writable.getWriter();
  const pumping = pump(arrived.subarray(head.value.sizeBytes), reader, writer, contentBytes, trailer);
  const finish = async (): Promise<boolean> => {
    // Frees the pump when the content was given up half-way; after a whole content there is nothing left to abort.
    await writer.abort().catch(() => {});
    return pumping;
  };
  return ok({ ...head.value, body: readable, contentBytes, finish });
}

/**
 * Passes the content on; gives up, and lets the reader of the content fail, when the form is not as it must be. Resolves
 * to false for that reason alone: a reader that goes away is not the form's fault.
 */
async function pump(
  first: Uint8Array,
  reader: ReadableStreamDefaultReader<Uint8Array>,
  writer: WritableStreamDefaultWriter<Uint8Array>,
  contentBytes: number,
  trailer: Uint8Array,
): Promise<boolean> {
  // A delimiter within the content would begin a further part.
  const delimiter = trailer.subarray(0, trailer.length - "--\r\n".length);
  const finder = createFinder(delimiter);
  let remaining = contentBytes;
  let rest = new Uint8Array();
  // A store keeps what is complete, so the end of the content waits until the form has ended as it must.
  let lastPiece = new Uint8Array();
  try {
    for (let chunk: Uint8Array | undefined = first; chunk; chunk = await nextOf(reader)) {
      const content: Uint8Array = chunk.subarray(0, remaining);
      remaining -= content.length;
      rest = concat(rest, chunk.subarray(content.length));
      if (rest.length > trailer.length || finder(content)) throw new MalformedForm();
      if (remaining > 0) await writer.write(content);
      else lastPiece = concat(lastPiece, content);
    }
    if (remaining > 0 || !isEqual(rest, trailer)) throw new MalformedForm();
    await writer.write(lastPiece);
    await writer.close();
    return true;
  } catch (cause) {
    await Promise.allSettled([writer.abort(cause), reader.cancel(cause)]);
    return !(cause instanceof MalformedForm);
  }
}

class MalformedForm extends Error {}

const nextOf = async (reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array | undefined> =>
  (await reader.read()).value;

/** Tells of each piece of a stream whether `pattern` ends in it or has ended before. */
function createFinder(pattern: Uint8Array): (piece: Uint8Array) => boolean {
  let tail = new Uint8Array();
  return (piece) => {
    const seam = concat(tail, piece.subarray(0, pattern.length - 1));
    if (indexOf(seam, pattern) >= 0 || indexOf(piece, pattern) >= 0) return true;
    const end = piece.length >= pattern.length - 1 ? piece : concat(tail, piece);
    tail = end.slice(Math.max(0, end.length - pattern.length + 1));
    return false;
  };
}

function indexOf(bytes: Uint8Array, pattern: Uint8Array): number {
  const first = pattern[0] ?? 0;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (isEqual(bytes.subarray(at, at + pattern.length), pattern)) return at;
  }
  return -1;
}

const isEqual = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);

function concat(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}
