/** Reads FlatBuffers (https://flatbuffers.dev/internals) by field number; just what a .tflite file needs. */

/** A table at `position` of a buffer; absent fields read as the default given. */
export class Table {
  readonly #view: DataView;
  readonly #position: number;

  constructor(view: DataView, position: number) {
    this.#view = view;
    this.#position = position;
  }

  /** The root table of a whole buffer. */
  static root(bytes: Uint8Array): Table {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return new Table(view, view.getUint32(0, true));
  }

  int8(field: number, absent = 0): number {
    const at = this.#field(field);
    return at === undefined ? absent : this.#view.getInt8(at);
  }

  int32(field: number, absent = 0): number {
    const at = this.#field(field);
    return at === undefined ? absent : this.#view.getInt32(at, true);
  }

  table(field: number): Table | undefined {
    const at = this.#field(field);
    return at === undefined ? undefined : new Table(this.#view, this.#follow(at));
  }

  tables(field: number): Table[] {
    return this.#elements(field, 4).map((at) => new Table(this.#view, this.#follow(at)));
  }

  int32s(field: number): number[] {
    return this.#elements(field, 4).map((at) => this.#view.getInt32(at, true));
  }

  /** A copy, so that it can be read as wider numbers: vectors need not be aligned in the file. */
  bytes(field: number): Uint8Array<ArrayBuffer> {
    const [start, length] = this.#vector(field);
    return new Uint8Array(
      this.#view.buffer,
      this.#view.byteOffset + start,
      length,
    ).slice() as Uint8Array<ArrayBuffer>;
  }

  #field(field: number): number | undefined {
    const vtable = this.#position - this.#view.getInt32(this.#position, true);
    const slot = 4 + field * 2;
    const offset = slot < this.#view.getUint16(vtable, true) ? this.#view.getUint16(vtable + slot, true) : 0;
    return offset === 0 ? undefined : this.#position + offset;
  }

  #follow(at: number): number {
    return at + this.#view.getUint32(at, true);
  }

  #vector(field: number): [start: number, length: number] {
    const at = this.#field(field);
    if (at === undefined) return [0, 0];
    const vector = this.#follow(at);
    return [vector + 4, this.#view.getUint32(vector, true)];
  }

  #elements(field: number, sizeBytes: number): number[] {
    const [start, length] = this.#vector(field);
    return Array.from({ length }, (_, index) => start + index * sizeBytes);
  }
}
