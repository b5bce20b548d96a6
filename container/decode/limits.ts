/** How much of a file is read, and how large it may be. Uploads are hostile until proven otherwise. */
export interface DecodeLimits {
  /** Longest media time that is read, in seconds; the rest is ignored. */
  readonly maxSeconds: number;
  /** Frames delivered a second of video. */
  readonly framesPerSecond: number;
  /** Most frames delivered, whatever their times say; the rest is ignored. */
  readonly maxFrames: number;
  /** Most frames decoded, delivered or not: a small file can hold hundreds of thousands. */
  readonly maxSourceFrames: number;
  /** Longer side of a delivered frame in pixels; smaller video is not enlarged. */
  readonly longSidePixels: number;
  /** Longer and shorter side that a video may have. */
  readonly maxVideoLongSide: number;
  readonly maxVideoShortSide: number;
  /** Longer side of a delivered picture; a picture is seen once, so it may keep more detail than a frame. */
  readonly pictureLongSidePixels: number;
  readonly maxPicturePixels: number;
  /** Time the decoder may make its reader wait, all waits together, before it is killed. */
  readonly timeoutMs: number;
  /** JavaScript heap of the decoder. */
  readonly heapMegabytes: number;
}

export const DEFAULT_DECODE_LIMITS: DecodeLimits = {
  maxSeconds: 60,
  framesPerSecond: 15,
  maxFrames: 60 * 15 + 1,
  maxSourceFrames: 60 * 240,
  longSidePixels: 640,
  maxVideoLongSide: 4096,
  maxVideoShortSide: 2304,
  pictureLongSidePixels: 1280,
  maxPicturePixels: 50_000_000,
  timeoutMs: 20_000,
  heapMegabytes: 256,
};
