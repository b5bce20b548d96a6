/** What is sent to AWS, signed again by the signer of AWS's own SDKs: both must come to the same signature. */
import { Sha256 } from "@aws-crypto/sha256-js";
import { SignatureV4 } from "@smithy/signature-v4";
import { afterEach, describe, expect, test, vi } from "vitest";
import { submit } from "../../shared/assessment/transitions.ts";
import { createAws } from "../../worker/adapters/aws.ts";
import { createSageMakerEndpoint } from "../../worker/adapters/inference/invoke-endpoint.ts";
import { createSageMakerBackend } from "../../worker/adapters/inference/sagemaker.ts";
import { createDynamoDbMirror } from "../../worker/adapters/mirror/dynamodb.ts";
import { createS3VideoStore } from "../../worker/adapters/videos/s3.ts";
import { createS3UploadSigner } from "../../worker/adapters/videos/s3-upload-signer.ts";

const REGION = "eu-west-1";
const CREDENTIALS = {
  accessKeyId: "AKIDEXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
  sessionToken: "session/token+of=example",
};
const ODD_KEY = "tenants/a b/ñ+ü%20'(1)*!~/$&=@:,;?#[x].mp4";
const T0 = Date.UTC(2026, 10, 24, 1, 2, 3);

const aws = createAws({ credentials: CREDENTIALS, region: REGION, endpoints: {} });
const signal = AbortSignal.timeout(60_000);
const signerFor = (service: string) =>
  new SignatureV4({
    credentials: CREDENTIALS,
    region: REGION,
    service,
    sha256: Sha256,
    uriEscapePath: service !== "s3",
    applyChecksum: false,
  });

afterEach(() => void vi.unstubAllGlobals());

/** The requests that the work sends, with their bodies; nothing leaves this process. */
async function sentBy(work: () => Promise<unknown>) {
  const sent: { readonly request: Request; readonly body: Uint8Array }[] = [];
  vi.stubGlobal("fetch", async (request: Request) => {
    sent.push({ request, body: new Uint8Array(await request.clone().arrayBuffer()) });
    return new Response("{}", { headers: { "Content-Length": "2" } });
  });
  await work();
  return sent;
}

const partsOf = (url: URL) => ({
  protocol: url.protocol,
  hostname: url.hostname,
  path: url.pathname,
  query: Object.fromEntries(url.searchParams),
});

/** The header Authorization as the other signer writes it, over the headers that ours has signed. */
async function signedAgain(request: Request, body: Uint8Array, service: string): Promise<string | undefined> {
  const url = new URL(request.url);
  const names =
    /SignedHeaders=([^,]+)/.exec(request.headers.get("Authorization") ?? "")?.[1]?.split(";") ?? [];
  const headers = names.map((name) => [name, name === "host" ? url.host : (request.headers.get(name) ?? "")]);
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(request.headers.get("X-Amz-Date") ?? "") ?? [];
  const signed = await signerFor(service).sign(
    { method: request.method, ...partsOf(url), headers: Object.fromEntries(headers), body },
    { signingDate: new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) },
  );
  return signed.headers.authorization;
}

const mirror = createDynamoDbMirror(aws, "AiSessions");
const s3 = createS3VideoStore(aws, "old-videos", REGION);
const location = { bucket: "old-videos", key: ODD_KEY };
const backend = createSageMakerBackend(aws, {
  endpointName: "senal",
  asyncEndpointName: "senal-async",
  maxPayloadBytes: 8,
  results: s3,
});
const video = (bytes: number) => ({
  body: new Blob([new Uint8Array(bytes)]).stream(),
  sizeBytes: bytes,
  contentType: "video/mp4",
});
const job = (bytes: number) => ({
  requestId: "request-1",
  task: "assess" as const,
  languageCode: "ASL",
  topK: 5,
  video: video(bytes),
  location,
});
const session = submit(
  {
    userId: "Añá ☃",
    exerciseId: 1,
    levelId: 2,
    videoUrl: "s3://b/k",
    expectedGesture: null,
    languageCode: "ASL",
    requestedModelVersion: null,
  },
  { sessionId: "b52b4c8e-3f0e-4f5d-9a35-3a3a0b0d8f10", tenant: "default", requestId: "r", now: T0 },
);

describe("the signature of", () => {
  test.each([
    ["DynamoDB UpdateItem", "dynamodb", () => mirror.write(session, signal)],
    ["DynamoDB GetItem", "dynamodb", () => mirror.find(session.sessionId, signal)],
    ["DynamoDB DescribeTable", "dynamodb", () => mirror.ping(signal)],
    ["S3 GetObject", "s3", () => s3.open(location, signal)],
    ["S3 PutObject of a stream", "s3", () => s3.put(location, video(20), signal)],
    ["S3 DeleteObject", "s3", () => s3.remove(location, signal)],
    ["SageMaker InvokeEndpoint", "sagemaker", () => backend.submit(job(5), signal)],
    ["SageMaker InvokeEndpointAsync", "sagemaker", () => backend.submit(job(20), signal)],
    ["SageMaker DescribeEndpoint", "sagemaker", () => backend.ping(signal)],
    [
      "SageMaker's own answer",
      "sagemaker",
      () => createSageMakerEndpoint(aws, "senal").invoke(new Uint8Array([1, 2]), signal),
    ],
  ])("%s is the one that AWS would come to", async (_, service, work) => {
    const sent = await sentBy(work);

    expect(sent).toHaveLength(1);
    for (const { request, body } of sent) {
      expect(request.headers.get("Authorization")).toMatch(
        /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-west-1\//,
      );
      expect(request.headers.get("X-Amz-Security-Token")).toBe(CREDENTIALS.sessionToken);
      expect(request.headers.get("Authorization")?.replaceAll(/, */g, ", ")).toBe(
        await signedAgain(request, body, service),
      );
    }
  });

  test("an address to upload to is the one that AWS would come to", async () => {
    const signer = createS3UploadSigner(aws, "old-videos", REGION);
    const { url: text, headers } = await signer.sign(
      location,
      { contentType: "video/mp4", sizeBytes: 12 },
      T0,
      900,
    );
    const url = new URL(text);
    const unsigned = new Set(["x-amz-content-sha256"]);

    const again = await signerFor("s3").presign(
      {
        method: "PUT",
        ...partsOf(new URL(url.pathname, url)),
        headers: {
          host: url.host,
          "content-type": headers["Content-Type"] ?? "",
          "content-length": headers["Content-Length"] ?? "",
          "x-amz-content-sha256": "UNSIGNED-PAYLOAD",
        },
      },
      {
        signingDate: new Date(T0),
        expiresIn: 900,
        unhoistableHeaders: unsigned,
        unsignableHeaders: unsigned,
        signableHeaders: new Set(["content-type", "content-length"]),
      },
    );

    expect(Object.fromEntries(url.searchParams)).toEqual(again.query);
  });
});
