import type { DecoderFault } from "./decoder-job.ts";

/** Thrown inside a decoder process for what is wrong with the file; its verdict carries it to the parent. */
export class MediaFault extends Error {
  readonly code: DecoderFault;
  /** What the fault's sentence needs. */
  readonly limit: string | undefined;

  constructor(code: DecoderFault, details: { limit?: string; cause?: string } = {}) {
    super(details.cause ?? code);
    this.code = code;
    this.limit = details.limit;
  }
}
