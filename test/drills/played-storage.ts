/** S3 as the Worker's own adapter meets it. */
import { ok } from "../../shared/contract/result.ts";
import type { Aws } from "../../worker/adapters/aws.ts";
import { createS3VideoStore } from "../../worker/adapters/videos/s3.ts";
import type { VideoStore } from "../../worker/ports/videos.ts";
import type { Faults } from "./faults.ts";
import type { Incarnation } from "./incarnation.ts";

export const BUCKET = "drill-videos";
const VIDEO = new TextEncoder().encode("video");

export function playedStorage(faults: Faults, incarnation: Incarnation): VideoStore {
  const send = async (): Promise<Response> => {
    if (faults.strikes("video storage is down")) return new Response("", { status: 503 });
    if (faults.strikes("video storage forbids")) return new Response("", { status: 403 });
    if (faults.strikes("video is gone")) return new Response("", { status: 404 });
    const body = faults.strikes("video is cut short") ? cutShort() : VIDEO;
    return new Response(body, { headers: { "Content-Length": String(VIDEO.length) } });
  };
  const aws: Pick<Aws, "send" | "hasOwnEndpoint"> = { send, hasOwnEndpoint: () => false };
  const s3 = createS3VideoStore(aws as Aws, BUCKET, "us-east-1");
  return {
    ...s3,
    open: (...question) => incarnation.call(() => s3.open(...question)),
    remove: async () => ok(undefined),
  };
}

/** Ends in the middle, as a connection that is lost. */
const cutShort = (): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      controller.enqueue(VIDEO.subarray(0, 2));
    },
    pull(controller) {
      controller.error(new TypeError("terminated"));
    },
  });
