/** Files and addresses of files, of every kind that a request may hold. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { INLINE_FILE } from "../../../shared/contract/examples.ts";
import { MADE_UP_ADDRESSES } from "../../openapi/made-up-internet.ts";

const CLIP = readFileSync(join(import.meta.dirname, "../../clips/asl-l.mp4"));
const PICTURE = Buffer.from(INLINE_FILE, "base64");

/** Whole, cut, overwritten, or nothing but noise. */
export const files: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(PICTURE) },
  { weight: 2, arbitrary: fc.nat({ max: PICTURE.length }).map((size) => PICTURE.subarray(0, size)) },
  { weight: 1, arbitrary: fc.nat({ max: 4000 }).map((size) => CLIP.subarray(0, size)) },
  { weight: 4, arbitrary: fc.uint8Array({ maxLength: 400 }) },
  { weight: 1, arbitrary: fc.constant(new Uint8Array()) },
);

const PRIVATE_ADDRESSES = [
  "http://127.0.0.1/",
  "http://2130706433/",
  "http://0x7f.1/",
  "http://[::ffff:10.0.0.1]/",
  "http://169.254.169.254/latest/meta-data",
  "http://localhost./",
  "http://metadata.google.internal/",
  "http://user:password@picture.example/",
  "https://picture.example:8443/",
  "http://[::1",
  "https://",
  "HTTP://PICTURE.EXAMPLE",
  "ftp://picture.example/a",
  "s3://",
  "s3://senal-videos/",
  "s3://senal-videos/../a",
  "s3://senal-videos/a\u0000b",
  "s3://Other_Bucket/a.mp4",
  "s3://senal-videos/missing.mp4",
  "https://senal-videos.s3.eu-west-1.amazonaws.com/a%2Fb?X-Amz-Signature=1",
  "https://s3.amazonaws.com/senal-videos/%E0%A4%A",
];

export const addresses: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...MADE_UP_ADDRESSES) },
  { weight: 4, arbitrary: fc.constantFrom(...PRIVATE_ADDRESSES) },
  { weight: 1, arbitrary: fc.ipV4().map((ip) => `http://${ip}/`) },
  { weight: 1, arbitrary: fc.ipV6().map((ip) => `http://[${ip}]/`) },
  { weight: 1, arbitrary: fc.webUrl() },
  { weight: 2, arbitrary: fc.string({ unit: "grapheme" }).map((key) => `s3://senal-videos/${key}`) },
);
