/** Sends requests that no well-behaved client would, and takes whatever comes back. */
import { Agent, request as httpRequest, type IncomingMessage } from "node:http";
import type { Memory } from "./memory.ts";
import type { Draft } from "./requests.ts";

/** As it went over the wire. */
export interface Sent {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
  /** The length in the headers is not that of the body, so that an answer need not come. */
  readonly isCut: boolean;
}

export interface Received {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** The body goes on; it was read no further. */
  readonly isOpenEnded: boolean;
}

/** Beyond every limit of the service itself that a request of the fuzz can reach. */
const TIMEOUT_MS = 40_000;
/** A body of wrong length may leave the server waiting for the rest. */
const CUT_TIMEOUT_MS = 1_000;
/** A frame of text, masked as clients have to (RFC 6455), and one that breaks the rules. */
const FRAMES = [Buffer.from([0x81, 0x83, 1, 2, 3, 4, 0x71, 0x6b, 0x6d]), Buffer.from([0xff, 0x01, 0x00])];

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Puts what answers told into a draft. */
export function finish(
  { method, target, headers, content, contentType, framing, isUpgrade }: Draft,
  memory: Memory,
): Sent {
  const inJson = (value: string) => JSON.stringify(value).slice(1, -1);
  const filled = typeof content === "string" ? memory.fill(content, inJson) : content;
  const body = filled === undefined ? undefined : Buffer.from(filled);
  const length = (body?.length ?? 0) + { "too-short": -1, "too-long": 1, length: 0, chunked: 0 }[framing];
  const isCut = body !== undefined && length >= 0 && length !== body.length;
  return {
    method,
    target: memory.fill(target, encodeURIComponent),
    headers: {
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, memory.fill(value)])),
      ...(contentType === undefined ? {} : { "Content-Type": contentType }),
      ...(isUpgrade ? SOCKET_HEADERS : {}),
      ...(body === undefined ? {} : framingHeader(framing, Math.max(0, length))),
    },
    body,
    isCut,
  };
}

const framingHeader = (framing: Draft["framing"], length: number): Record<string, string> =>
  framing === "chunked" ? { "Transfer-Encoding": "chunked" } : { "Content-Length": String(length) };

const SOCKET_HEADERS = {
  Connection: "Upgrade",
  Upgrade: "websocket",
  "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
  "Sec-WebSocket-Version": "13",
};

/** Rejects when no answer comes. */
export function send(url: string, { method, target, headers, body, isCut }: Sent): Promise<Received> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const request = httpRequest({
      hostname,
      port,
      path: target,
      method,
      headers,
      agent: isCut ? new Agent() : agent,
      timeout: isCut ? CUT_TIMEOUT_MS : TIMEOUT_MS,
    });
    request.on("timeout", () => request.destroy(new Error(`no answer within ${TIMEOUT_MS / 1000} seconds`)));
    request.on("error", reject);
    request.on("response", (answer) => readAll(answer).then(resolve, reject));
    request.on("upgrade", (answer, socket) => {
      for (const frame of FRAMES) socket.write(frame);
      socket.on("error", () => {});
      setImmediate(() => socket.destroy());
      resolve({ status: 101, headers: headersOf(answer), body: Buffer.alloc(0), isOpenEnded: true });
    });
    if (body !== undefined) request.write(body);
    request.end();
  });
}

/** Of events that keep coming, what is there at once. */
async function readAll(answer: IncomingMessage): Promise<Received> {
  const headers = headersOf(answer);
  const isOpenEnded = headers["content-type"]?.startsWith("text/event-stream") ?? false;
  const chunks: Buffer[] = [];
  for await (const chunk of answer) {
    chunks.push(chunk as Buffer);
    if (isOpenEnded) break;
  }
  return { status: answer.statusCode ?? 0, headers, body: Buffer.concat(chunks), isOpenEnded };
}

const headersOf = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

/** The request for a shell. */
export function toCurl(url: string, { method, target, headers, body }: Sent): string {
  const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const options = Object.entries(headers).map(
    ([name, value]) => `-H ${quote(value === "" ? `${name};` : `${name}: ${value}`)}`,
  );
  const curl = ["curl -i --path-as-is -X", method, quote(url + target), ...options].join(" ");
  return body === undefined ? curl : `echo ${body.toString("base64")} | base64 -d | ${curl} --data-binary @-`;
}
