import type { VideoLocation } from "../../shared/contract/video-url.ts";

export interface SignedUpload {
  readonly url: string;
  /** To be sent exactly so. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Lets a client put one file into a bucket without this service in between. */
export interface UploadSigner {
  readonly bucket: string;
  /** `signedAt`: milliseconds since 1970. */
  sign(
    location: VideoLocation,
    file: { readonly contentType: string; readonly sizeBytes: number },
    signedAt: number,
    validSeconds: number,
  ): Promise<SignedUpload>;
}
