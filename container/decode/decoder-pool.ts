/**
 * Where decoders come from. A file gets a process of its own, which ends with it. The pictures of a stream come many a
 * second, so a stream keeps its process from one picture to the next; no other stream's picture ever enters it.
 */
import { type Decoder, startDecoder } from "./decoder.ts";

/** Streams that keep a process; as many as one core can follow. The one that waited longest makes room. */
const MAX_KEPT = 4;
/** After so many pictures a process is replaced, whatever they may have left in it. */
const MAX_PICTURES = 1_000;
/** A stream that is silent for so long starts anew. */
const IDLE_MS = 10_000;

export interface DecoderPool {
  /** A decoder without a job: the one that the stream has kept, else a fresh one. */
  take(stream?: string): Decoder;
  /** Gives a decoder back that has done all it was asked, for the stream's next picture. */
  keep(decoder: Decoder, stream: string): void;
  /** Ends the processes that wait; those with a job belong to whoever took them. */
  close(): void;
}

interface Kept {
  readonly decoder: Decoder;
  readonly expiry: NodeJS.Timeout;
}

/** @param spare fresh processes kept waiting; 0 starts each when it is asked for. */
export function createDecoderPool(heapMegabytes: number, spare: number): DecoderPool {
  const waiting: Decoder[] = [];
  /** Oldest first. */
  const kept = new Map<string, Kept>();
  const picturesOf = new WeakMap<Decoder, number>();
  let isOpen = true;

  const refill = (): void => {
    while (isOpen && waiting.length < spare) {
      const decoder = startDecoder(heapMegabytes);
      waiting.push(decoder);
      decoder.ended.then(() => {
        const place = waiting.indexOf(decoder);
        if (place >= 0) waiting.splice(place, 1);
      });
    }
  };
  const takeKept = (stream: string): Decoder | undefined => {
    const entry = kept.get(stream);
    clearTimeout(entry?.expiry);
    kept.delete(stream);
    return entry?.decoder;
  };
  const drop = (stream: string): void => takeKept(stream)?.kill();

  refill();
  return {
    take(stream) {
      const own = stream === undefined ? undefined : takeKept(stream);
      if (own) return own;
      const decoder = waiting.shift() ?? startDecoder(heapMegabytes);
      setImmediate(refill);
      return decoder;
    },
    keep(decoder, stream) {
      const pictures = (picturesOf.get(decoder) ?? 0) + 1;
      if (!isOpen || pictures >= MAX_PICTURES) return decoder.kill();
      drop(stream);
      picturesOf.set(decoder, pictures);
      kept.set(stream, { decoder, expiry: setTimeout(() => drop(stream), IDLE_MS).unref() });
      decoder.ended.then(() => {
        if (kept.get(stream)?.decoder === decoder) drop(stream);
      });
      const [longestWaiting] = kept.keys();
      if (kept.size > MAX_KEPT && longestWaiting !== undefined) drop(longestWaiting);
    },
    close() {
      isOpen = false;
      for (const decoder of waiting.splice(0)) decoder.kill();
      for (const stream of [...kept.keys()]) drop(stream);
    },
  };
}
