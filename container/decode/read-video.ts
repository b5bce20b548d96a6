/** Decodes a video with FFmpeg, synchronously: it runs in a process of its own that can be killed at any moment. */
import { Decoder, Demuxer, Scaler } from "node-av/api";
import {
  AV_DISPOSITION_ATTACHED_PIC,
  AV_FRAME_DATA_DISPLAYMATRIX,
  AV_LOG_QUIET,
  AV_NOPTS_VALUE,
} from "node-av/constants";
import { type Frame, Log, type Stream } from "node-av/lib";
import type { Image } from "../../shared/hands/image.ts";
import { frameSize } from "./frame-size.ts";
import type { DecodeLimits } from "./limits.ts";
import { MediaFault } from "./media-fault.ts";
import { orient, readDisplayMatrix } from "./orientation.ts";

export interface TimedImage {
  readonly seconds: number;
  readonly image: Image;
}

/** Demuxers of the formats that cameras and browsers record. Playlists and scripts, which name other files, are not among them. */
const CONTAINERS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi";

/** Two frames this close in seconds have the same time: WebM rounds times to milliseconds. */
const TIME_TOLERANCE = 1e-3;

/** Frames of the video at `framesPerSecond` within the limits. Throws a MediaFault when there is none to give. */
export function* readVideo(path: string, limits: DecodeLimits): Generator<TimedImage> {
  Log.setLevel(AV_LOG_QUIET);
  const input = openContainer(path);
  if (input.streams.length === 0) throw new MediaFault("media_unreadable", { cause: "no streams" });
  const stream = input.streams.find(isCameraStream);
  if (!stream) throw new MediaFault("media_without_video");
  const { width, height } = stream.codecpar;
  requireSize(width, height, limits);

  let delivered = 0;
  try {
    for (const frame of sampledFrames(input, stream, limits)) {
      yield frame;
      delivered += 1;
      if (delivered >= limits.maxFrames) return;
    }
  } catch (cause) {
    // A file that breaks off is worth what could be read of it.
    if (cause instanceof MediaFault || delivered === 0) throw cause;
  }
  if (delivered === 0) throw new MediaFault("media_unreadable", { cause: "no frame could be decoded" });
}

function openContainer(path: string): Demuxer {
  return Demuxer.openSync(path, { options: { protocol_whitelist: "file", format_whitelist: CONTAINERS } });
}

/** Cover art of a sound file is a video stream too. */
const isCameraStream = (stream: Stream): boolean =>
  stream.codecpar.width > 0 && (stream.disposition & AV_DISPOSITION_ATTACHED_PIC) === 0;

function requireSize(
  width: number,
  height: number,
  { maxVideoLongSide, maxVideoShortSide }: DecodeLimits,
): void {
  if (Math.max(width, height) <= maxVideoLongSide && Math.min(width, height) <= maxVideoShortSide) return;
  throw new MediaFault("media_dimensions_too_large", { limit: `${maxVideoLongSide} x ${maxVideoShortSide}` });
}

function* sampledFrames(input: Demuxer, stream: Stream, limits: DecodeLimits): Generator<TimedImage> {
  const maxPixels = limits.maxVideoLongSide * limits.maxVideoShortSide;
  const decoder = Decoder.createSync(stream, {
    threadCount: 1,
    exitOnError: false,
    // As an entry of `options` this limit corrupts memory when the process ends (node-av 6.1.1); set this way it holds.
    configure: (context) => {
      context.setOption("max_pixels", String(maxPixels));
    },
  });
  const scaler = new Scaler();
  const secondsOf = frameClock(stream, limits);
  let sourceFrames = 0;
  let nextSample = 0;
  for (const frame of decoder.framesSync(input.packetsSync(stream.index))) {
    if (!frame) continue;
    const seconds = secondsOf(frame, sourceFrames);
    sourceFrames += 1;
    const isDue = seconds + TIME_TOLERANCE >= nextSample / limits.framesPerSecond;
    if (isDue && seconds <= limits.maxSeconds) {
      nextSample = Math.floor((seconds + TIME_TOLERANCE) * limits.framesPerSecond) + 1;
      yield { seconds, image: toImage(frame, scaler, limits) };
    }
    frame.free();
    if (seconds > limits.maxSeconds || sourceFrames >= limits.maxSourceFrames) return;
  }
}

/** Seconds since the first frame; a frame without a time of its own stands at its place in the stream's frame rate. */
function frameClock(stream: Stream, limits: DecodeLimits): (frame: Frame, index: number) => number {
  const { num, den } = stream.timeBase;
  const rate = stream.avgFrameRate.den > 0 ? stream.avgFrameRate.num / stream.avgFrameRate.den : 0;
  let first: number | undefined;
  return (frame, index) => {
    const time = [frame.pts, frame.bestEffortTimestamp].find((value) => value !== AV_NOPTS_VALUE);
    if (time === undefined) return index / (rate > 0 ? rate : limits.framesPerSecond);
    const seconds = (Number(time) * num) / den;
    first ??= seconds;
    return Math.max(0, seconds - first);
  };
}

function toImage(frame: Frame, scaler: Scaler, { longSidePixels }: DecodeLimits): Image {
  const { num, den } = frame.sampleAspectRatio;
  const resize = frameSize(frame.width, frame.height, den > 0 ? num / den : 1, longSidePixels);
  const data = scaler.toBufferSync(frame, { resize, format: "rgb" });
  const matrix = frame.getSideData(AV_FRAME_DATA_DISPLAYMATRIX);
  return orient({ ...resize, channels: 3, data }, readDisplayMatrix(matrix));
}
