/** The only place that signs requests to AWS (Signature Version 4). */
import { AwsClient } from "aws4fetch";

export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export type AwsService = "s3" | "dynamodb" | "sagemaker" | "sagemaker-runtime";

export interface AwsSettings {
  readonly credentials: AwsCredentials;
  readonly region: string;
  /** Addresses to use instead of Amazon's, as with AWS_ENDPOINT_URL in the AWS SDKs. */
  readonly endpoints: Readonly<Partial<Record<AwsService, string>>>;
}

export interface AwsRequest {
  readonly service: AwsService;
  readonly method: "GET" | "PUT" | "POST" | "DELETE" | "HEAD";
  /** Starts with a slash; already percent-encoded. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: BodyInit;
  readonly signal: AbortSignal;
}

export interface AwsPresignRequest extends Pick<AwsRequest, "service" | "method" | "path"> {
  /** Signed along, so they have to be sent exactly so. */
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds since 1970. */
  readonly signedAt: number;
  readonly validSeconds: number;
}

export interface Aws {
  /** Whether an endpoint of one's own is used for the service. */
  hasOwnEndpoint(service: AwsService): boolean;
  /** Sends a signed request, once: a caller that may repeat it does so itself. Rejects when no answer comes. */
  send(request: AwsRequest, host?: string): Promise<Response>;
  /** An address that bears the signature in its query, for others to send the request. */
  presign(request: AwsPresignRequest, host?: string): Promise<string>;
}

/** The names that services have in a signature. */
const SIGNING_NAMES: Record<AwsService, string> = {
  s3: "s3",
  dynamodb: "dynamodb",
  sagemaker: "sagemaker",
  "sagemaker-runtime": "sagemaker",
};

const HOSTS: Record<AwsService, string> = {
  s3: "s3",
  dynamodb: "dynamodb",
  sagemaker: "api.sagemaker",
  "sagemaker-runtime": "runtime.sagemaker",
};

export function createAws({ credentials, region, endpoints }: AwsSettings): Aws {
  // No retries here: a stream cannot be sent twice, and who may repeat a request is the caller's to know.
  const client = new AwsClient({ ...credentials, region, retries: 0 });
  const originOf = (service: AwsService, host?: string): string =>
    endpoints[service]?.replace(/\/+$/, "") ??
    `https://${host ?? `${HOSTS[service]}.${region}.amazonaws.com`}`;
  return {
    hasOwnEndpoint: (service) => endpoints[service] !== undefined,
    send: ({ service, method, path, headers = {}, body, signal }, host) =>
      client.fetch(originOf(service, host) + path, {
        method,
        headers,
        signal,
        ...(body === undefined ? {} : { body }),
        // Node asks for this when a body is a stream; workerd ignores it.
        ...(body instanceof ReadableStream ? { duplex: "half" } : {}),
        aws: { service: SIGNING_NAMES[service], region },
      }),

    async presign({ service, method, path, headers, signedAt, validSeconds }, host) {
      const url = `${originOf(service, host)}${path}?X-Amz-Expires=${validSeconds}`;
      const datetime = new Date(signedAt).toISOString().replaceAll(/[:-]|\.\d{3}/g, "");
      const aws = { service: SIGNING_NAMES[service], region, datetime, signQuery: true, allHeaders: true };
      return (await client.sign(url, { method, headers, aws })).url;
    },
  };
}

/** Percent-encodes an object key as Signature Version 4 wants it; slashes stay. */
export const encodeKey = (key: string): string =>
  key
    .split("/")
    .map((part) =>
      encodeURIComponent(part).replace(
        /[!'()*]/g,
        (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
      ),
    )
    .join("/");
