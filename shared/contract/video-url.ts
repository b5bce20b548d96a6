import { err, ok, type Result } from "./result.ts";

/** Where a video lies. */
export interface VideoLocation {
  readonly bucket: string;
  readonly key: string;
}

// Bucket naming rules of S3 (3-63 characters, lower case, digits, dots, hyphens); they also hold for R2.
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const VIRTUAL_HOST =
  /^([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\.s3[.-]([a-z0-9-]+\.)?(dualstack\.[a-z0-9-]+\.)?amazonaws\.com$/;
const PATH_STYLE_HOST = /^s3[.-]([a-z0-9-]+\.)?(dualstack\.[a-z0-9-]+\.)?amazonaws\.com$/;
/** Longest object key of S3 in UTF-8 bytes. */
const MAX_KEY_BYTES = 1024;

/**
 * Reads `s3://bucket/key`, `https://bucket.s3.region.amazonaws.com/key` and the path style
 * `https://s3.region.amazonaws.com/bucket/key`. A query (of a presigned URL) is dropped: the service reads with its
 * own credentials. Nothing else is accepted, so a URL can never lead to a host of the sender's choice.
 */
export function parseVideoUrl(text: string): Result<VideoLocation, "invalid_video_url"> {
  const location = text.startsWith("s3://") ? fromS3Scheme(text) : fromHttps(text);
  if (!location || !BUCKET.test(location.bucket) || !isPlainKey(location.key))
    return err("invalid_video_url");
  return ok(location);
}

export const formatVideoUrl = ({ bucket, key }: VideoLocation): string => `s3://${bucket}/${key}`;

function fromS3Scheme(text: string): VideoLocation | undefined {
  const rest = text.slice("s3://".length);
  const slash = rest.indexOf("/");
  return slash > 0 ? { bucket: rest.slice(0, slash), key: rest.slice(slash + 1) } : undefined;
}

function fromHttps(text: string): VideoLocation | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== "https:" || url.port || url.username || url.password) return undefined;
  const path = decodePath(url.pathname.slice(1));
  if (path === undefined) return undefined;
  if (PATH_STYLE_HOST.test(url.hostname)) return fromS3Scheme(`s3://${path}`);
  const bucket = VIRTUAL_HOST.exec(url.hostname)?.[1];
  return bucket ? { bucket, key: path } : undefined;
}

function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

function isPlainKey(key: string): boolean {
  const segments = key.split("/");
  const hasControlCharacter = [...key].some((character) => character < " " || character === "\u007f");
  return (
    key.length > 0 &&
    new TextEncoder().encode(key).length <= MAX_KEY_BYTES &&
    !hasControlCharacter &&
    !segments.includes("..") &&
    !segments.includes(".")
  );
}
