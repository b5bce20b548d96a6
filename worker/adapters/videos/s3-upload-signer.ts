import type { UploadSigner } from "../../ports/upload-signer.ts";
import type { Aws } from "../aws.ts";
import { s3Address } from "./s3-address.ts";

export const createS3UploadSigner = (aws: Aws, bucket: string, region: string): UploadSigner => ({
  bucket,
  async sign(location, { contentType, sizeBytes }, signedAt, validSeconds) {
    const { path, host } = s3Address(aws, region, location);
    const headers = { "Content-Length": String(sizeBytes), "Content-Type": contentType };
    const request = { service: "s3", method: "PUT", path, headers, signedAt, validSeconds } as const;
    return { url: await aws.presign(request, host), headers };
  },
});
