/** Reads what a decoder process writes. Nothing that it says is taken on trust: it has touched the file. */
import { z } from "zod";
import type { Image } from "../../shared/hands/image.ts";
import { FaultError } from "../fault-error.ts";
import type { ByteReader } from "./byte-reader.ts";
import { DECODER_FAULTS } from "./decoder-job.ts";
import { HEADER_BYTES, readHeader } from "./frame-protocol.ts";

export interface VideoFrame {
  /** Since the first frame. */
  readonly seconds: number;
  /** RGB, upright, square pixels. */
  readonly image: Image;
}

const VerdictSchema = z.object({
  fault: z.enum(DECODER_FAULTS).optional(),
  limit: z.string().max(100).optional(),
  cause: z.string().optional(),
  decodeMs: z.number(),
});

export type DecoderRecord =
  | { readonly kind: "frame"; readonly frame: VideoFrame }
  | { readonly kind: "verdict"; readonly verdict: z.infer<typeof VerdictSchema> };

/**
 * The records of one job: ends after the verdict, or without one when the stream breaks off. Throws media_unreadable for
 * bytes that make no sense.
 */
export async function* readRecords(reader: ByteReader, maxSide: number): AsyncGenerator<DecoderRecord, void> {
  for (;;) {
    const bytes = await reader.read(HEADER_BYTES);
    if (!bytes) return;
    const header = readHeader(bytes, maxSide);
    if (!header) throw nonsense();
    const data = await reader.read(header.payloadBytes);
    if (!data) return;
    if (header.kind === "verdict") {
      yield { kind: "verdict", verdict: readVerdict(data) };
      return;
    }
    const { seconds, width, height } = header;
    yield { kind: "frame", frame: { seconds, image: { width, height, channels: 3, data } } };
  }
}

function readVerdict(data: Uint8Array): z.infer<typeof VerdictSchema> {
  try {
    return VerdictSchema.parse(JSON.parse(new TextDecoder().decode(data)));
  } catch {
    throw nonsense();
  }
}

const nonsense = (): FaultError =>
  new FaultError({ code: "media_unreadable", cause: "the decoder wrote nonsense" });
