/** Pixels row by row, 8 bits a channel. */
export interface Image {
  readonly width: number;
  readonly height: number;
  /** 3 for RGB, 4 for RGBA (alpha is ignored). */
  readonly channels: 3 | 4;
  /** width * height * channels values. */
  readonly data: Uint8Array | Uint8ClampedArray;
}
