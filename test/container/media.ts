/** Makes the files that the tests send: small videos and pictures of two colours, and what hostile senders make of them. */
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { crc32 } from "node:zlib";
import { Encoder, Muxer } from "node-av/api";
import { AV_CHANNEL_LAYOUT_MONO, AV_SAMPLE_FMT_FLTP, FF_ENCODER_AAC } from "node-av/constants";
import { Frame } from "node-av/lib";
import sharp from "sharp";
import { decodeVideo } from "../../container/decode/decode-media.ts";
import { encodeVideo } from "../../container/train/render/encode-video.ts";

export interface VideoShape {
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  readonly framesPerSecond: number;
}

/** H.264; the left half is bright and the right half dark, so that one can see how a frame was turned. */
export async function makeVideo(path: string, shape: Partial<VideoShape> = {}): Promise<string> {
  const { width, height, frames, framesPerSecond } = {
    width: 320,
    height: 240,
    frames: 30,
    framesPerSecond: 30,
    ...shape,
  };
  const data = Buffer.alloc(width * height * 3, 30);
  for (let row = 0; row < height; row++) data.fill(220, row * width * 3, (row * width + width / 2) * 3);
  encodeVideo(path, Array(frames).fill({ width, height, channels: 3, data }), framesPerSecond);
  return path;
}

export async function makeSound(path: string): Promise<string> {
  const encoder = Encoder.createSync(FF_ENCODER_AAC);
  const output = Muxer.openSync(path);
  const stream = output.addStream(encoder);
  const samples = 1024;
  for (let index = 0; index < 20; index++) {
    const frame = Frame.fromAudioBuffer(Buffer.alloc(samples * 4), {
      nbSamples: samples,
      format: AV_SAMPLE_FMT_FLTP,
      sampleRate: 44_100,
      channelLayout: AV_CHANNEL_LAYOUT_MONO,
      timeBase: { num: 1, den: 44_100 },
      pts: BigInt(index * samples),
    });
    for (const packet of encoder.encodeAllSync(frame)) output.writePacketSync(packet, stream);
    frame.free();
  }
  for (const packet of encoder.flushPacketsSync()) output.writePacketSync(packet, stream);
  output.closeSync();
  encoder.close();
  return path;
}

/** Bytes from a track header's name to its matrix (ISO 14496-12, version 0). */
const TRACK_MATRIX_OFFSET = 44;

/** The same video with the note "turn by 90 degrees clockwise to show", as phones write it. */
export async function rotateByMetadata(source: string, path: string): Promise<string> {
  const bytes = await readFile(source);
  const matrix = bytes.indexOf("tkhd") + TRACK_MATRIX_OFFSET;
  [0, 0x10000, 0, -0x10000, 0, 0].forEach((value, index) => {
    bytes.writeInt32BE(value, matrix + index * 4);
  });
  await writeFile(path, bytes);
  return path;
}

export async function truncate(source: string, path: string, fraction: number): Promise<string> {
  const bytes = await readFile(source);
  await writeFile(path, bytes.subarray(0, Math.floor(bytes.length * fraction)));
  return path;
}

export const makePicture = (width: number, height: number): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: "#a87" } })
    .jpeg()
    .toBuffer();

/** Frames of a demo clip as JPEG pictures, by their numbers. */
export async function clipPictures(
  name: string,
  { from, to }: { from: number; to: number },
): Promise<Buffer[]> {
  const pictures: Promise<Buffer>[] = [];
  let number = 0;
  for await (const { image } of decodeVideo(fileURLToPath(new URL(`../clips/${name}`, import.meta.url)))) {
    const { width, height, channels } = image;
    const isWanted = number >= from && number < to;
    if (isWanted) pictures.push(sharp(image.data, { raw: { width, height, channels } }).jpeg().toBuffer());
    number += 1;
  }
  return Promise.all(pictures);
}

/** A PNG of a hundred bytes that claims to be 60000 pixels wide and high. */
export async function makePictureBomb(): Promise<Buffer> {
  const png = await sharp({ create: { width: 1, height: 1, channels: 3, background: "#000" } })
    .png()
    .toBuffer();
  const header = png.indexOf("IHDR");
  png.writeUInt32BE(60_000, header + 4);
  png.writeUInt32BE(60_000, header + 8);
  png.writeUInt32BE(crc32(png.subarray(header, header + 17)), header + 17);
  return png;
}

/** A playlist that would make a careless player fetch an address of the sender's choice. */
export const PLAYLIST =
  "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nhttp://127.0.0.1:9/secret.ts\n#EXT-X-ENDLIST\n";
