import type { SizedFile } from "./files.ts";

/** A file that stops coming for so long is given up. */
const STALL_MS = 20_000;

/** A file did not come. */
export class FetchFilesError extends Error {}

/**
 * Loads files side by side. `onProgress` hears the bytes of all of them together. Throws a FetchFilesError when one does
 * not come whole.
 */
export async function fetchFiles(
  files: readonly SizedFile[],
  onProgress: (loadedBytes: number, totalBytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>[]> {
  const totalBytes = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let loadedBytes = 0;
  return Promise.all(
    files.map((file) =>
      fetchFile(file, (bytes) => {
        loadedBytes += bytes;
        onProgress(loadedBytes, totalBytes);
      }),
    ),
  );
}

async function fetchFile(
  { url, bytes }: SizedFile,
  onBytes: (count: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const stalled = new AbortController();
  const content = new Uint8Array(bytes);
  let filled = 0;
  let timer = setTimeout(() => stalled.abort(), STALL_MS);
  try {
    const response = await fetch(url, { signal: stalled.signal });
    if (!response.ok || !response.body) throw new Error(`${response.status}`);
    for await (const chunk of chunksOf(response.body)) {
      clearTimeout(timer);
      timer = setTimeout(() => stalled.abort(), STALL_MS);
      content.set(chunk, filled);
      filled += chunk.length;
      onBytes(chunk.length);
    }
  } catch (cause) {
    throw new FetchFilesError(`${url}: ${String(cause)}`);
  } finally {
    clearTimeout(timer);
  }
  if (filled !== bytes) throw new FetchFilesError(`${url}: ${filled} of ${bytes} bytes`);
  return content;
}

/** Safari cannot iterate over a stream. */
async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
}
