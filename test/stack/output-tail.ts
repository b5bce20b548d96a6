import { Writable } from "node:stream";

/** Swallows the output of the parts and keeps its end, to be shown when something fails. */
export class OutputTail extends Writable {
  #lines: string[] = [];
  readonly #limit: number;

  constructor(limit = 40) {
    super();
    this.#limit = limit;
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    const lines = chunk
      .toString()
      .split("\n")
      .filter((line) => line.trim() !== "");
    this.#lines = [...this.#lines, ...lines].slice(-this.#limit);
    done();
  }

  tail(): string {
    return this.#lines.join("\n");
  }
}
