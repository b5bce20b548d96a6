import { Encoder, Muxer } from "node-av/api";
import {
  AV_LOG_QUIET,
  AV_PIX_FMT_YUV420P,
  FF_ENCODER_LIBVPX_VP8,
  FF_ENCODER_LIBX264,
} from "node-av/constants";
import { Frame, Log } from "node-av/lib";
import type { Image } from "../../../shared/hands/image.ts";

Log.setLevel(AV_LOG_QUIET);

const BITS_PER_SECOND = 90_000;

/** Writes pictures of one size as a video: H.264 for .mp4, VP8 for .webm. The same pictures give the same file. */
export function encodeVideo(
  path: string,
  pictures: readonly Image[],
  framesPerSecond: number,
  bitsPerSecond = BITS_PER_SECOND,
): void {
  const isWebm = path.endsWith(".webm");
  const encoder = Encoder.createSync(isWebm ? FF_ENCODER_LIBVPX_VP8 : FF_ENCODER_LIBX264, {
    bitrate: bitsPerSecond,
  });
  // Without this Matroska writes a random number into the file.
  const output = Muxer.openSync(path, { options: { fflags: "+bitexact" } });
  const stream = output.addStream(encoder);
  pictures.forEach((picture, index) => {
    const frame = Frame.fromVideoBuffer(toYuv420(picture), {
      width: picture.width,
      height: picture.height,
      format: AV_PIX_FMT_YUV420P,
      timeBase: { num: 1, den: framesPerSecond },
      pts: BigInt(index),
    });
    for (const packet of encoder.encodeAllSync(frame)) output.writePacketSync(packet, stream);
    frame.free();
  });
  for (const packet of encoder.flushPacketsSync()) output.writePacketSync(packet, stream);
  output.closeSync();
  encoder.close();
}

/** Planes Y, U, V with half the colour resolution, studio range (ITU-R BT.601). Width and height are even. */
function toYuv420({ width, height, channels, data }: Image): Buffer {
  const planes = Buffer.alloc((width * height * 3) / 2);
  const u = width * height;
  const v = u + (width * height) / 4;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const at = (row * width + column) * channels;
      const [red = 0, green = 0, blue = 0] = [data[at], data[at + 1], data[at + 2]];
      planes[row * width + column] = 16 + (65.481 * red + 128.553 * green + 24.966 * blue) / 255;
      if (row % 2 === 0 && column % 2 === 0) {
        const half = (row / 2) * (width / 2) + column / 2;
        planes[u + half] = 128 + (-37.797 * red - 74.203 * green + 112 * blue) / 255;
        planes[v + half] = 128 + (112 * red - 93.786 * green - 18.214 * blue) / 255;
      }
    }
  }
  return planes;
}
