import ipaddr from "ipaddr.js";
import type { Fault } from "../../../shared/contract/errors.ts";
import { err, ok, type Result } from "../../../shared/contract/result.ts";
import type { RemoteMedia } from "../../ports/remote-media.ts";
import type { OpenVideo } from "../../ports/videos.ts";
import { isPublicIp, publicAddress } from "./public-address.ts";
import type { ResolveHost } from "./resolve-host.ts";

export interface RemoteLimits {
  readonly maxBytes: number;
  /** Of a file whose size the server does not say, since it has to be held in memory. */
  readonly maxUnsizedBytes: number;
  readonly timeoutMs: number;
}

const MAX_REDIRECTS = 3;
const MEBIBYTE = 1024 * 1024;

/**
 * Reads files from public hosts alone: each address on the way, redirects included, is checked by its text and by what
 * its name resolves to. That a name may resolve otherwise a moment later harms nothing behind Cloudflare, whose fetch
 * reaches no private network; the check is for the service run elsewhere.
 */
export function createGuardedFetch(
  { maxBytes, maxUnsizedBytes, timeoutMs }: RemoteLimits,
  resolveHost: ResolveHost,
  send: typeof fetch = (input, init) => fetch(input, init),
): RemoteMedia {
  const tooLarge = (limit: number): Fault => ({
    code: "media_too_large",
    params: { limit: `${limit / MEBIBYTE} MB` },
  });

  async function isPublic({ hostname }: URL, signal: AbortSignal): Promise<boolean> {
    if (ipaddr.isValid(hostname.replace(/^\[|\]$/g, ""))) return true;
    const addresses = await resolveHost(hostname, signal);
    return addresses.length > 0 && addresses.every(isPublicIp);
  }

  async function follow(text: string, signal: AbortSignal): Promise<Result<Response, Fault>> {
    let next = text;
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const url = publicAddress(next);
      if (!url || !(await isPublic(url, signal))) return err({ code: "media_url_not_allowed" });
      const answer = await send(url.href, {
        redirect: "manual",
        headers: { "Accept-Encoding": "identity" },
        signal,
      });
      const location = answer.status >= 300 && answer.status < 400 ? answer.headers.get("Location") : null;
      if (location === null) return ok(answer);
      await answer.body?.cancel();
      if (!URL.canParse(location, url)) return err(unreadable("it redirects to no address"));
      next = new URL(location, url).href;
    }
    return err(unreadable(`it redirects more than ${MAX_REDIRECTS} times`));
  }

  async function read(answer: Response): Promise<Result<OpenVideo, Fault>> {
    const { body } = answer;
    const refuse = async (fault: Fault): Promise<Result<never, Fault>> => {
      await body?.cancel();
      return err(fault);
    };
    if (!answer.ok || !body) return refuse(unreadable(`it answered ${answer.status}`));
    if (answer.headers.has("Content-Encoding")) return refuse(unreadable("its answer is compressed"));
    const contentType = answer.headers.get("Content-Type") ?? "application/octet-stream";
    const length = answer.headers.get("Content-Length");
    if (length === null) {
      const bytes = await readAtMost(body, maxUnsizedBytes);
      if (!bytes) return err(tooLarge(maxUnsizedBytes));
      return ok({ body: new Blob([bytes]).stream(), sizeBytes: bytes.length, contentType });
    }
    const sizeBytes = Number(length);
    if (!Number.isSafeInteger(sizeBytes) || sizeBytes < 0) return refuse(unreadable("it states no size"));
    return sizeBytes > maxBytes ? refuse(tooLarge(maxBytes)) : ok({ body, sizeBytes, contentType });
  }

  return {
    async open(url, signal) {
      try {
        const limited = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
        const answer = await follow(url, limited);
        return answer.ok ? await read(answer.value) : answer;
      } catch (cause) {
        return err({ ...unreadable("no answer came"), cause: String(cause) });
      }
    },
  };
}

const unreadable = (reason: string): Fault => ({ code: "media_url_unreadable", params: { reason } });

/** Undefined, and the stream given up, when it holds more. */
async function readAtMost(
  body: ReadableStream<Uint8Array>,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of body) {
    sizeBytes += chunk.length;
    if (sizeBytes > maxBytes) return undefined;
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(sizeBytes);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
