import type { Fault } from "../../../shared/contract/errors.ts";
import { err, ok, type Result } from "../../../shared/contract/result.ts";
import type { VideoLocation } from "../../../shared/contract/video-url.ts";
import type { VideoStore } from "../../ports/videos.ts";
import type { Aws, AwsRequest } from "../aws.ts";
import { transportFault } from "../transport-fault.ts";
import { s3Address } from "./s3-address.ts";

/** Videos in a bucket at S3, or at anything that speaks its protocol. */
export function createS3VideoStore(aws: Aws, bucketName: string, region: string): VideoStore {
  const send = (
    location: VideoLocation,
    request: Omit<AwsRequest, "service" | "path">,
  ): Promise<Response> => {
    const { path, host } = s3Address(aws, region, location);
    return aws.send({ ...request, service: "s3", path }, host);
  };

  return {
    buckets: [bucketName],

    async open(location, signal) {
      const answer = await attempt(() => send(location, { method: "GET", signal }));
      if (!answer.ok) return answer;
      const { body, headers } = answer.value;
      const sizeBytes = Number(headers.get("Content-Length") ?? Number.NaN);
      if (!body || Number.isNaN(sizeBytes))
        return err({ code: "storage_unavailable", cause: "answer without length" });
      return ok({ body, sizeBytes, contentType: headers.get("Content-Type") ?? "application/octet-stream" });
    },

    async put(location, { body, sizeBytes, contentType }, signal) {
      const headers = { "Content-Length": String(sizeBytes), "Content-Type": contentType };
      const answer = await attempt(() => send(location, { method: "PUT", headers, body, signal }));
      return discard(answer);
    },

    async remove(location, signal) {
      const answer = await attempt(() => send(location, { method: "DELETE", signal }));
      return !answer.ok && answer.error.code === "video_not_found" ? ok(undefined) : discard(answer);
    },
  };
}

async function attempt(send: () => Promise<Response>): Promise<Result<Response, Fault>> {
  try {
    const answer = await send();
    if (answer.ok) return ok(answer);
    await answer.body?.cancel();
    return err({ code: faultCode(answer.status), cause: `S3 answered ${answer.status}` });
  } catch (cause) {
    return err(transportFault("storage_unavailable", cause));
  }
}

function faultCode(status: number): Fault["code"] {
  if (status === 404) return "video_not_found";
  // Without the right to list, S3 answers 403 for an object that does not exist.
  if (status === 401 || status === 403) return "video_access_denied";
  return "storage_unavailable";
}

async function discard(answer: Result<Response, Fault>): Promise<Result<void, Fault>> {
  if (!answer.ok) return answer;
  await answer.value.body?.cancel();
  return ok(undefined);
}
