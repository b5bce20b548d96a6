/**
 * SageMaker's runtime for one machine: verifies Signature Version 4, keeps the payload limit, and forwards to the vision
 * container as SageMaker does. An asynchronous invocation reads its input from S3 and writes output or failure there.
 */
import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { AwsV4Signer } from "aws4fetch";
import { CUSTOM_ATTRIBUTES_HEADER } from "../../shared/contract/invocation.ts";
import { parseVideoUrl, type VideoLocation } from "../../shared/contract/video-url.ts";
import type { AwsCredentials } from "../../worker/adapters/aws.ts";
import type { VideoStore } from "../../worker/ports/videos.ts";

export interface SageMakerOptions {
  readonly credentials: AwsCredentials;
  readonly region: string;
  readonly containerUrl: string;
  readonly maxPayloadBytes: number;
  /** S3, for asynchronous invocations: input, and output in `outputBucket`. */
  readonly s3: VideoStore;
  readonly outputBucket: string;
}

export interface LocalSageMaker {
  readonly url: string;
  /** Resolves when every asynchronous invocation so far has ended. */
  settled(): Promise<unknown>;
  stop(): void;
}

const TIMEOUT_MS = 60_000;

export async function startSageMaker(options: SageMakerOptions): Promise<LocalSageMaker> {
  const running: Promise<void>[] = [];
  const server = createServer((request, response) => {
    answer(options, running, request, response).catch((cause: unknown) => {
      reply(response, 500, { message: String(cause) });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    settled: () => Promise.allSettled(running),
    stop: () => void server.close(),
  };
}

async function answer(
  options: SageMakerOptions,
  running: Promise<void>[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await buffer(request);
  if (!(await isSigned(options, request, body))) {
    return reply(response, 403, { message: "The request signature we calculated does not match." });
  }
  if (request.headers["x-amz-target"] === "SageMaker.DescribeEndpoint") {
    return reply(response, 200, { EndpointStatus: "InService" });
  }
  const action = /^\/endpoints\/[^/]+\/(invocations|async-invocations)$/.exec(request.url ?? "")?.[1];
  const header = (name: string): string => String(request.headers[name.toLowerCase()] ?? "");
  const attributes = header(CUSTOM_ATTRIBUTES_HEADER);

  if (action === "invocations") {
    if (body.length > options.maxPayloadBytes) return reply(response, 413, { message: "Payload too large" });
    const result = await invoke(options, body, header("Content-Type"), attributes);
    const text = await result.text();
    if (result.ok) return void response.writeHead(200, { "Content-Type": "application/json" }).end(text);
    return reply(response, 424, {
      ErrorCode: "CLIENT_ERROR_FROM_MODEL",
      OriginalStatusCode: result.status,
      OriginalMessage: text,
    });
  }
  if (action === "async-invocations") {
    const input = parseVideoUrl(header("X-Amzn-SageMaker-InputLocation"));
    if (!input.ok) return reply(response, 400, { message: "InputLocation is not an S3 address" });
    const id = randomUUID();
    const place = (folder: string): VideoLocation => ({
      bucket: options.outputBucket,
      key: `${folder}/${id}.out`,
    });
    running.push(runAsync(options, input.value, header("X-Amzn-SageMaker-Content-Type"), attributes, place));
    response.setHeader("X-Amzn-SageMaker-OutputLocation", `s3://${options.outputBucket}/output/${id}.out`);
    response.setHeader("X-Amzn-SageMaker-FailureLocation", `s3://${options.outputBucket}/failure/${id}.out`);
    return reply(response, 202, { InferenceId: id });
  }
  return reply(response, 404, { message: "No such operation" });
}

const invoke = (
  { containerUrl }: SageMakerOptions,
  body: Buffer,
  contentType: string,
  attributes: string,
): Promise<Response> =>
  fetch(`${containerUrl}/invocations`, {
    method: "POST",
    headers: { "Content-Type": contentType, [CUSTOM_ATTRIBUTES_HEADER]: attributes },
    body: new Uint8Array(body),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });

async function runAsync(
  options: SageMakerOptions,
  input: VideoLocation,
  videoType: string,
  attributes: string,
  place: (folder: string) => VideoLocation,
): Promise<void> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const video = await options.s3.open(input, signal);
  const result = video.ok
    ? await invoke(
        options,
        Buffer.from(await new Response(video.value.body).arrayBuffer()),
        videoType,
        attributes,
      )
    : new Response(`input could not be read: ${video.error.code}`, { status: 400 });
  const text = new TextEncoder().encode(await result.text());
  // Not as JSON: workerd's S3 endpoint would pack that on the way and leave out its length, which S3 never does.
  const contentType = "application/octet-stream";
  const upload = { body: new Blob([text]).stream(), sizeBytes: text.length, contentType };
  await options.s3.put(place(result.ok ? "output" : "failure"), upload, signal);
}

/** Signs the request again with the secret and compares. */
async function isSigned({ credentials, region }: SageMakerOptions, request: IncomingMessage, body: Buffer) {
  const given = String(request.headers.authorization ?? "");
  const signedHeaders = /SignedHeaders=([^,]+)/.exec(given)?.[1]?.split(";") ?? [];
  const datetime = String(request.headers["x-amz-date"] ?? "");
  const contentHash = request.headers["x-amz-content-sha256"];
  if (contentHash !== undefined && contentHash !== createHash("sha256").update(body).digest("hex"))
    return false;
  const headers = Object.fromEntries(
    signedHeaders
      .filter((name) => name !== "host")
      .map((name) => [name, String(request.headers[name] ?? "")]),
  );
  const { headers: expected } = await new AwsV4Signer({
    ...credentials,
    region,
    service: "sagemaker",
    method: request.method ?? "POST",
    url: `http://${request.headers.host}${request.url}`,
    headers,
    body: new Uint8Array(body),
    datetime,
  }).sign();
  return expected.get("authorization") === given;
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}
