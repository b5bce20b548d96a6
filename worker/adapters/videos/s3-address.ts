import type { VideoLocation } from "../../../shared/contract/video-url.ts";
import { type Aws, encodeKey } from "../aws.ts";

/** Where an object is asked for. Other servers seldom have a host for each bucket, so an own endpoint gets the path style. */
export const s3Address = (
  aws: Pick<Aws, "hasOwnEndpoint">,
  region: string,
  { bucket, key }: VideoLocation,
): { readonly path: string; readonly host?: string } =>
  aws.hasOwnEndpoint("s3")
    ? { path: `/${bucket}/${encodeKey(key)}` }
    : { path: `/${encodeKey(key)}`, host: `${bucket}.s3.${region}.amazonaws.com` };
